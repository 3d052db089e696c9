public import JSON
internal import EventLog

/// One line of a history script: something that happens to an execution.
public enum ScriptCommand: Hashable, Sendable {
    /// `start {"a":1}`
    case start(input: JSONText)
    /// `proceed`: a worker looks again.
    case proceed
    /// `later 2s`: time passes, and nobody looks.
    case later(Duration)
    /// `advance 2s`: time passes, and the worker looks.
    case advance(Duration)
    /// `begin charge`: there is a place for a run.
    case begin(state: String)
    /// `task charge succeeds {"ok":true}`
    case succeeds(state: String, output: JSONText)
    /// `task charge publishes arn:aws:sns:… {"MessageId":"1"}`
    case publishes(state: String, topic: String, output: JSONText)
    /// `task charge fails Declined "no money"`; the cause may be left out.
    case fails(state: String, error: String, cause: String)
    /// `task charge beats`, or `task charge beats 2s ago` where the core is told late.
    case beats(state: String, ago: Duration)
    /// `token charge succeeds {"ok":true}`: whoever has the token of the state's latest attempt says so.
    case tokenSucceeds(state: String, output: JSONText)
    /// `token charge fails`, `token charge fails Declined "no money"`
    case tokenFails(state: String, error: String?, cause: String?)
    /// `token charge beats`
    case tokenBeats(state: String)
    /// `stop`, `stop Halted` or `stop Halted "by hand"`
    case stop(error: String?, cause: String?)
    /// `redrive`
    case redrive
    /// `take over`: the next worker, whose letter follows, decides from now on.
    case takeOver
    /// `park "a reason"`
    case park(reason: String)
    /// `unpark`
    case unpark

    /// Reads a line.
    ///
    /// - Throws: `ScriptError` where the line is none of the above.
    public init(_ line: String) throws(ScriptError) {
        var words = ScriptWords(line)
        switch words.next() {
        case "start": self = .start(input: try words.json())
        case "proceed": self = .proceed
        case "later": self = .later(try words.duration())
        case "advance": self = .advance(try words.duration())
        case "begin": self = .begin(state: try words.word("a state"))
        case "task": self = try ScriptCommand.task(&words)
        case "token": self = try ScriptCommand.token(&words)
        case "stop":
            let error = words.next()
            self = .stop(error: error, cause: try words.optionalText())
        case "redrive": self = .redrive
        case "take":
            guard words.next() == "over" else { throw words.unreadable("it is no command") }
            self = .takeOver
        case "park": self = .park(reason: try words.optionalText() ?? "")
        case "unpark": self = .unpark
        default: throw words.unreadable("it is no command")
        }
        try words.end()
    }

    private static func token(_ words: inout ScriptWords) throws(ScriptError) -> ScriptCommand {
        let state = try words.word("a state")
        switch words.next() {
        case "succeeds": return .tokenSucceeds(state: state, output: try words.json())
        case "fails":
            let error = words.next()
            return .tokenFails(state: state, error: error, cause: try words.optionalText())
        case "beats": return .tokenBeats(state: state)
        default: throw words.unreadable("a token succeeds, fails or beats")
        }
    }

    private static func task(_ words: inout ScriptWords) throws(ScriptError) -> ScriptCommand {
        let state = try words.word("a state")
        switch words.next() {
        case "succeeds": return .succeeds(state: state, output: try words.json())
        case "publishes": return .publishes(state: state, topic: try words.word("a topic"), output: try words.json())
        case "fails":
            let error = try words.word("an error")
            return .fails(state: state, error: error, cause: try words.optionalText() ?? "")
        case "beats":
            guard let ago = words.next() else { return .beats(state: state, ago: .zero) }
            guard let ago = ScriptWords.duration(ago), words.next() == "ago" else {
                throw words.unreadable("a beat was so long 'ago'")
            }
            return .beats(state: state, ago: ago)
        default: throw words.unreadable("a task succeeds, publishes, fails or beats")
        }
    }
}
