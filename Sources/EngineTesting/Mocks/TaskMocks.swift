/// What tasks answer in place of their handlers: by state or by resource, and attempt by attempt.
///
/// ```swift
/// var mocks = TaskMocks()
/// mocks.resource("processData", .returns(["employees": 3]))
/// mocks.state("generateReport", .fails("States.Timeout"), .returns(["report": "may.pdf"]))
/// ```
///
/// The first call of a state within an execution gets the first answer, the next call the next one, whether it is a retry
/// or another visit; the last answer is given again from there on. A state's own answers come before its resource's.
public struct TaskMocks: Hashable, Sendable {
    private var states: [String: [MockAnswer]] = [:]
    private var resources: [String: [MockAnswer]] = [:]

    /// No answers.
    public init() {}

    /// Sets what the task of a state answers.
    public mutating func state(_ name: String, _ answers: MockAnswer...) { states[name] = answers }

    /// Sets what a resource answers: the whole resource, or the function of this name in a Lambda ARN.
    public mutating func resource(_ name: String, _ answers: MockAnswer...) { resources[name] = answers }

    /// Sets what the task of a state answers.
    public mutating func state(_ name: String, answers: [MockAnswer]) { states[name] = answers }

    /// Sets what a resource answers: the whole resource, or the function of this name in a Lambda ARN.
    public mutating func resource(_ name: String, answers: [MockAnswer]) { resources[name] = answers }

    /// The states that have answers.
    public var mockedStates: [String] { states.keys.sorted() }

    /// The resources that have answers.
    public var mockedResources: [String] { resources.keys.sorted() }

    /// Whether a call has an answer.
    public func answer(state: String, resource: String) -> Bool { answers(state, resource) != nil }

    /// The answer to a call; `nil` where there is none.
    ///
    /// - Parameter call: which call of the state it is within its execution, from 0.
    public func answer(state: String, resource: String, call: Int) -> MockAnswer? {
        guard let answers = answers(state, resource) else { return nil }
        return answers[min(call, answers.count - 1)]
    }

    private func answers(_ state: String, _ resource: String) -> [MockAnswer]? {
        let found = states[state] ?? resources[resource] ?? TaskMocks.function(resource).flatMap { resources[$0] }
        return found.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `charge` in `arn:aws:lambda:us-east-1:123456789012:function:charge`.
    static func function(_ resource: String) -> String? {
        let parts = resource.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[0] == "arn", parts[2] == "lambda", parts[5] == "function" else { return nil }
        return String(parts[6])
    }
}
