/// A story in lines: commands, and below each what it must lead to, no more and no less.
///
/// ```text
/// start {"a":1}
/// → ExecutionStarted
/// → StateEntered charge {"a":1}
/// → TaskScheduled charge
/// → TaskStarted run 1
/// ⇢ run charge
/// task charge fails Declined "no money"
/// → TaskFailed Declined
/// → ExecutionFailed Declined no money
/// ```
///
/// `→` is an event, `⇢` an effect that was not pending before, `✗` a refusal. A line may leave out its end. An event, an
/// effect or a refusal that is not mentioned is an error, and so is one that does not come. Blank lines and lines that
/// begin with `#` say nothing.
public struct HistoryScript: Sendable {
    /// A command and the lines expected of it.
    struct Part: Sendable {
        let command: ScriptCommand
        let text: String
        var expected: [String]
    }

    let parts: [Part]

    /// Reads a script.
    ///
    /// - Throws: `ScriptError` where a line cannot be read.
    public init(_ text: String) throws(ScriptError) {
        var parts: [Part] = []
        for line in text.split(separator: "\n") {
            let line = String(line.trimmingPrefix(while: \.isWhitespace))
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("→") || line.hasPrefix("⇢") || line.hasPrefix("✗") {
                guard !parts.isEmpty else { throw ScriptError("'\(line)' follows no command") }
                parts[parts.count - 1].expected.append(line)
            } else {
                parts.append(Part(command: try ScriptCommand(line), text: line, expected: []))
            }
        }
        self.parts = parts
    }

    /// Plays the script to its end and returns the player as it stands there.
    ///
    /// - Throws: `ScriptError` at the first command that leads to something else than the script says, with the whole
    ///   story as it really went.
    @discardableResult
    public func play(_ machine: HistoryMachine) throws -> HistoryPlayer {
        var player = try HistoryPlayer(machine)
        var story: [String] = []
        for part in parts {
            let step = try player.play(part.command)
            story.append(part.text)
            story += step.lines
            let matches =
                step.lines.count == part.expected.count
                && zip(step.lines, part.expected).allSatisfy { HistoryScript.begins($0, with: $1) }
            guard matches else {
                throw ScriptError(
                    "'\(part.text)' led to something else.\nExpected:\n"
                        + part.expected.joined(separator: "\n") + "\nThe story as it went:\n"
                        + story.joined(separator: "\n"))
            }
        }
        return player
    }

    /// Whether a line begins with the expected words.
    private static func begins(_ line: String, with expected: String) -> Bool {
        line == expected || line.hasPrefix(expected + " ")
    }
}
