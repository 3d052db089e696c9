import Engine
import EngineTesting
import Testing

/// A history script with its machine: a case of a table of tests.
struct Story: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let states: String
    let script: String
    var top = ""
    var configure: @Sendable (inout HistoryMachine) -> Void = { _ in }
    var role: Role?

    /// - Parameters:
    ///   - name: what the story shows, as a sentence.
    ///   - states: the members of `States`, the first of which is the start; `{"Type": …}` alone is a state `s`.
    init(
        _ name: String, states: String, top: String = "", role: Role? = nil,
        _ script: String, configure: @escaping @Sendable (inout HistoryMachine) -> Void = { _ in }
    ) {
        self.testDescription = name
        self.states = states
        self.script = script
        self.top = top
        self.role = role
        self.configure = configure
    }

    func machine() throws -> HistoryMachine {
        let start = states.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)[1]
        let definition = "{\"StartAt\": \"\(start)\", \(top) \"States\": {\(states)}}"
        var machine = try HistoryMachine(definition, role: role)
        configure(&machine)
        return machine
    }

    @discardableResult
    func play() throws -> HistoryPlayer {
        try HistoryScript(script).play(try machine())
    }
}

/// States that many stories use.
enum States {
    static func task(_ name: String, _ fields: String = "", next: String? = nil) -> String {
        let transition = next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true"
        return "\"\(name)\": {\"Type\": \"Task\", \"Resource\": \"\(name)\", \(fields) \(transition)}"
    }

    static func pass(_ name: String, _ fields: String = "", next: String? = nil) -> String {
        let transition = next.map { "\"Next\": \"\($0)\"" } ?? "\"End\": true"
        return "\"\(name)\": {\"Type\": \"Pass\", \(fields) \(transition)}"
    }
}
