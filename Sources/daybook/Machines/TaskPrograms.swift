import Engine
import EngineTesting
import StatesLanguage

/// Who answers the tasks of a machine: programs, and a file of mocks for the rest.
struct TaskPrograms {
    /// The handlers by resource, as the definition writes it.
    let handlers: [(resource: String, handler: any TaskHandler, options: TaskOptions)]

    /// The most runs of a program at one time: each has three pipes and as many threads.
    private static let programsAtOneTime = 32

    /// - Throws: `CommandFailure` where a task has neither, or something was given that no task calls.
    init(mock: String?, programs: [Assignment], for machine: StateMachine) throws {
        let mocks = try mock.map { try TaskPrograms.mocks(in: $0) } ?? TaskMocks()
        let mocked = MockTaskHandler(mocks)
        var handlers: [(String, any TaskHandler, TaskOptions)] = []
        var used: Set<String> = []
        for resource in machine.resources {
            let name = [resource, TaskPrograms.function(resource)].compactMap(\.self).first { name in
                programs.contains { $0.name == name }
            }
            if let name, let program = programs.last(where: { $0.name == name }) {
                used.insert(name)
                let options = TaskOptions(concurrency: TaskPrograms.programsAtOneTime)
                handlers.append((resource, try ProgramTaskHandler(path: program.value), options))
                continue
            }
            let states = machine.definition.tasks.filter { $0.resource == resource }.map(\.name)
            if let state = states.first(where: { !mocks.answer(state: $0, resource: resource) }) {
                throw CommandFailure(
                    "the task '\(state)' has no mock, and its resource '\(resource)' no program; see daybook run --help"
                )
            }
            handlers.append((resource, mocked, TaskOptions()))
        }
        if let unused = programs.first(where: { !used.contains($0.name) }) {
            throw CommandFailure("no task calls the resource '\(unused.name)' of --program")
        }
        let names = Set(machine.definition.tasks.map(\.name))
        if let unused = mocks.mockedStates.first(where: { !names.contains($0) }) {
            throw CommandFailure("the mocks name a state '\(unused)', and no task is called so")
        }
        self.handlers = handlers
    }

    private static func mocks(in file: String) throws -> TaskMocks {
        let text = try FileText.read(file)
        do throws(MockFileError) {
            return try TaskMocks(parsing: text)
        } catch {
            throw CommandFailure("\(file): \(error)")
        }
    }

    private static func function(_ resource: String) -> String? {
        let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count >= 7 && parts[2] == "lambda" ? String(parts[6]) : nil
    }
}
