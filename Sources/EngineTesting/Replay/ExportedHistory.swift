internal import Engine
public import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// The history of an execution that ran, to run it again on another definition.
///
/// It is what `daybook history LOG EXECUTION --format json` prints, or the events of a `TestRun`.
public struct ExportedHistory: Sendable {
    /// How a task ended then, and how long it took.
    struct Answer: Hashable, Sendable {
        let outcome: MockAnswer.Outcome
        let delay: Duration
    }

    let start: ExecutionEvent.ExecutionStarted
    let startTime: Timestamp
    let events: [(version: StreamVersion, event: ExecutionEvent)]
    /// The answers of each state's tasks, in the order in which they were asked for.
    let answers: [String: [Answer]]
    /// The moments and the chance of its decisions.
    let pace: RecordedPace

    /// The execution's input, byte for byte.
    public var input: String { start.input.string }

    /// Reads an exported history, one event a line.
    ///
    /// - Throws: `MachineTestError` where a line is no event, or the first is not the start.
    public init(parsing text: String) throws(MachineTestError) {
        var recorded: [RecordedEvent] = []
        for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
            recorded.append(try ExportedHistory.event(String(line), number + 1, version: recorded.count + 1))
        }
        try self.init(recorded)
    }

    /// Takes the events of a stream.
    ///
    /// - Throws: `MachineTestError` where one cannot be read, or the first is not the start.
    public init(_ stream: [RecordedEvent]) throws(MachineTestError) {
        var events: [(version: StreamVersion, event: ExecutionEvent)] = []
        var (reader, pace) = (AnswerReader(), RecordedPace())
        for recorded in stream {
            do throws(ExecutionEventError) {
                let event = try ExecutionEvent(recorded)
                reader.read(event, recorded)
                pace.add(event, at: recorded.recordedAt)
                events.append((recorded.version, event))
            } catch {
                throw MachineTestError("the history cannot be read: \(error)")
            }
        }
        guard case .executionStarted(let start)? = events.first?.event else {
            throw MachineTestError("the history does not begin with the start of an execution")
        }
        self.start = start
        self.events = events
        startTime = stream[0].recordedAt
        answers = reader.answers
        self.pace = pace
    }

    /// The execution in lines, for a person: what was entered, given, answered and left. Times, workers and takeovers are not
    /// told, and the lines of a branch stand together.
    public var storyText: String { story.text }

    var story: ExecutionStory { ExecutionStory(events: events.map { ($0.version, $0.event) }) }

    private static func event(
        _ line: String, _ number: Int, version: Int
    ) throws(MachineTestError) -> RecordedEvent {
        var fields: [String: JSONText] = [:]
        do throws(JSONError) {
            var reader = JSONReader(try JSONText(validating: line))
            try reader.beginObject()
            while let key = try reader.nextKey() { fields[key.string] = try reader.readText() }
            try reader.end()
        } catch {
            throw MachineTestError("line \(number) is no event: \(error)")
        }
        func text(_ name: String) -> String? { (try? fields[name]?.value())?.stringValue }
        guard let type = text("type"), let payload = fields["payload"],
            let instant = text("recordedAt").flatMap({ Instant(rfc3339: $0) }),
            fields["version"]?.string == "\(version)"
        else { throw MachineTestError("line \(number) is not the event of version \(version)") }
        return RecordedEvent(
            stream: StreamID(.execution, UUID(high: 0, low: 0)), version: StreamVersion(version),
            type: EventType(type), recordedAt: Timestamp(microseconds: instant.microseconds),
            commitID: CommitID(UUID(high: 0, low: 0)), payload: Array(payload.utf8), hash: .zero)
    }
}
