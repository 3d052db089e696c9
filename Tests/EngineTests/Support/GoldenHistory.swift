import Engine
import EngineTesting
import EventLog
import Foundation
import Testing

/// A recorded story in a file: the machine's name, commands after `>`, and below each its events, byte for byte.
///
/// With `DAYBOOK_REWRITE_HISTORIES=1` the tests write the events anew; the difference is then for a person to read.
struct GoldenHistory: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: URL
    let machineName: String
    let commands: [String]
    let text: String

    static let folder = Project.tests.appending(path: "Histories")
    static let rewrites = ProcessInfo.processInfo.environment["DAYBOOK_REWRITE_HISTORIES"] == "1"

    static let all: [GoldenHistory] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".history") }.sorted().compactMap { try? GoldenHistory($0) }
    }()

    init(_ name: String) throws {
        file = GoldenHistory.folder.appending(path: name)
        text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        machineName = lines.first.map { String($0.dropFirst("machine ".count)) } ?? ""
        commands = lines.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) }
        testDescription = String(name.dropLast(".history".count))
    }

    func machine() throws -> HistoryMachine { try GoldenMachines.named(machineName) }

    /// Plays all commands on a fresh execution.
    func play() throws -> (steps: [HistoryStep], player: HistoryPlayer) {
        var player = try HistoryPlayer(machine())
        var steps: [HistoryStep] = []
        for command in commands { steps.append(try player.play(ScriptCommand(command))) }
        return (steps, player)
    }

    /// The file as the steps make it.
    func text(of steps: [HistoryStep]) -> String {
        var lines = ["machine \(machineName)"]
        for (command, step) in zip(commands, steps) {
            lines.append("> \(command)")
            if let refusal = step.refusal { lines.append("refused: \(refusal)") }
            for event in step.events {
                let payload = String(decoding: event.payload, as: UTF8.self)
                lines.append("\(event.version) \(event.recordedAt) \(event.type) \(payload)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
