internal import EventLog
internal import FoundationEssentials

/// The name of a Map Run, and of the executions in it: they follow from the execution and its task, so whoever takes the task
/// over finds what was begun.
struct MapRunID: Hashable {
    let uuid: UUID
    private let begin: Timestamp

    init(execution: UUID, task: TaskID) {
        // As old as its execution, so that both lie in one place of a log that is kept by time.
        begin = Timestamp(microseconds: Int64(execution.high >> 16) * 1000)
        uuid = UUID(version7: begin, random: UUID(version8: "map-run/\(execution.text)/\(task)".utf8).low)
    }

    /// The stream of the execution that runs the items of this number.
    func child(_ number: Int) -> StreamID {
        let hash = UUID(version8: "\(uuid.text)/\(number)".utf8)
        return StreamID(.execution, UUID(version7: begin, random: hash.low))
    }

    /// `arn:aws:states:us-east-1:123456789012:mapRun:payroll/Lines:0192…`
    func arn(of stateMachine: String, label: String) -> String {
        "\(stateMachine.replacing(":stateMachine:", with: ":mapRun:"))/\(label):\(uuid.text)"
    }
}
