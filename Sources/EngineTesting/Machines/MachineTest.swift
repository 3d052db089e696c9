public import Engine
public import JSON
public import StatesLanguage
public import EventLog
internal import FoundationEssentials
internal import Logging

/// A whole machine to run in a test: in this process, without a store, with time that passes at once.
///
/// ```swift
/// var test = try MachineTest(definition)
/// test.mocks.resource("processData", .returns(["employees": 3]))
/// test.mocks.state("generateReport", .fails("States.Timeout"), .returns(["report": "may.pdf"]))
/// let run = try await test.run(input: ["timesheet": "may.csv"])
/// #expect(run.status == .succeeded)
/// #expect(run.path == ["processData", "generateReport"])
/// #expect(run.elapsed == .seconds(2))
/// ```
///
/// It is the engine's own core that runs, on a clock that jumps to whatever comes next: a Wait of a year takes no time, and
/// `elapsed` says how long it would have been. The same test gives the same events, each time.
public struct MachineTest: Sendable {
    /// The machine.
    public let machine: StateMachine
    /// What tasks answer in place of their handlers.
    public var mocks = TaskMocks()
    /// What is declared of resources, such as `atMostOnce`, by the resource as the definition writes it.
    public var policies: [String: ResourcePolicy] = [:]
    /// How large things may get.
    public var limits = ExecutionLimits()
    /// When the execution starts; by default 2026-01-01T00:00:00Z.
    public var startTime = Timestamp(microseconds: 1_767_225_600_000_000)
    /// What all chance is drawn from: jitter, `States.UUID`, `States.MathRandom`.
    public var seed: UInt64 = 1
    var handlers: [String: any TaskHandler] = [:]

    /// Reads a definition.
    ///
    /// - Parameters:
    ///   - name: what `$$.StateMachine.Name` shows.
    ///   - role: what the machine may call; by default everything.
    /// - Throws: `DefinitionError` with everything that is wrong in it, and where.
    public init(_ definition: String, name: String = "machine", role: Role? = nil) throws(DefinitionError) {
        let role = role ?? Role(arn: "arn:aws:iam::123456789012:role/test", resources: ["*"], topics: ["*"])
        machine = try StateMachine(name: name, definition: definition, role: role)
    }

    /// Lets a resource be handled as in production: the whole resource, or the function of this name in a Lambda ARN. It
    /// takes no time of the machine's. A mock of the state or the resource comes before it.
    public mutating func handle<Input: Decodable & Sendable, Output: Encodable & Sendable>(
        _ resource: String, _ body: @escaping @Sendable (Input, TaskContext) async throws -> Output
    ) {
        handlers[resource] = TypedHandler(body: body)
    }

    /// Lets a resource be handled as in production.
    public mutating func handle(_ resource: String, by handler: any TaskHandler) { handlers[resource] = handler }

    /// Runs an execution to its end.
    ///
    /// A task of `arn:aws:states:::sns:publish` that has neither a mock nor a handler publishes to nobody: the message is in
    /// the run's `notifications`.
    ///
    /// - Throws: `MachineTestError` where a task has no answer, or nothing would ever happen again; an error that a handler
    ///   throws is the task's failure, as in production.
    public func run(input: JSONValue = [:], name: String = "test") async throws(MachineTestError) -> TestRun {
        try await run(inputText: JSONText(input), name: name)
    }

    /// Runs an execution to its end, on an input kept byte for byte.
    ///
    /// - Throws: `MachineTestError` as `run(input:name:)`, and where the input is not JSON.
    public func run(inputText: String, name: String = "test") async throws(MachineTestError) -> TestRun {
        let text: JSONText
        do throws(JSONError) {
            text = try JSONText(validating: inputText)
        } catch {
            throw MachineTestError("the input is not JSON: \(error)")
        }
        return try await run(inputText: text, name: name)
    }
}
