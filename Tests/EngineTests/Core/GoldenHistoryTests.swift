import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import Testing

@Suite("A golden history") struct GoldenHistoryTests {
    @Test("is written byte for byte as it was", arguments: GoldenHistory.all)
    func bytes(_ golden: GoldenHistory) throws {
        let (steps, _) = try golden.play()
        let text = golden.text(of: steps)
        if GoldenHistory.rewrites {
            try text.write(to: golden.file, atomically: true, encoding: .utf8)
        } else {
            #expect(text == golden.text)
        }
    }

    @Test("folds to the same state twice, event by event or at once", arguments: GoldenHistory.all)
    func folding(_ golden: GoldenHistory) throws {
        let (_, player) = try golden.play()
        #expect(try ExecutionState(folding: player.events) == player.state)
        #expect(try ExecutionState(folding: player.events) == ExecutionState(folding: player.events))
        _ = try HashChain.verify(player.events)
    }

    @Test(
        "that is cut after any event and resumed with the recorded inputs ends in the same bytes",
        arguments: GoldenHistory.all)
    func cut(_ golden: GoldenHistory) throws {
        let (steps, player) = try golden.play()
        for count in 0...player.events.count {
            let resumed = try resume(golden, steps, from: Array(player.events.prefix(count)), timing: .asRecorded)
            #expect(End(resumed.state) == End(player.state), "cut after event \(count)")
            // A takeover and a publication are one event and more in one commit: cut inside, they are told again.
            if isRepeated(steps, count) { continue }
            let isSame = resumed.events.map(\.payload) == player.events.map(\.payload)
            #expect(isSame, "cut after event \(count)")
        }
    }

    @Test(
        "that is cut after any event and taken over by another worker comes to the same end",
        arguments: GoldenHistory.all.filter { $0.machineName != "shop-cut-short" })
    func takeover(_ golden: GoldenHistory) throws {
        let (steps, player) = try golden.play()
        var count = 0
        for (index, step) in steps.enumerated() {
            count += step.events.count
            let running = step.state.pendingEffects.contains {
                if case .run(let task) = $0 { task.atMostOnce } else { false }
            }
            guard step.state.status == .running, step.state.parked == nil, !running else { continue }
            var machine = try golden.machine()
            machine.firstWorker = 19
            var resumed = try HistoryPlayer(machine, after: Array(player.events.prefix(count)))
            let wasRunning = step.state.frames.compactMap { $0.phase == .running ? $0.state : nil }
            _ = try resumed.play(.takeOver)
            // A run of a limited resource begins again only when there is a place for it.
            for effect in resumed.state.pendingEffects {
                guard case .begin(let task) = effect, wasRunning.contains(task.state) else { continue }
                _ = try resumed.play(.begin(state: task.state))
            }
            for step in steps.dropFirst(index + 1) { try resumed.replay(step, timing: .asNeeded) }
            let end = resumed.state
            #expect(end.status == player.state.status, "taken over after event \(count)")
            #expect(end.output == player.state.output)
            #expect(end.error == player.state.error)
            #expect(end.path.map(\.state) == player.state.path.map(\.state))
            #expect(end.caught.map(\.error) == player.state.caught.map(\.error))
        }
    }

    @Test("stands for each type of event")
    func coverage() throws {
        var types: Set<String> = []
        for golden in GoldenHistory.all { types.formUnion(try golden.play().player.events.map(\.type.rawValue)) }
        #expect(GoldenHistory.all.count >= 12)
        #expect(types.count == 32, "\(types.sorted())")
    }

    /// What must be the same however often a history was interrupted.
    private struct End: Equatable {
        let status: ExecutionStatus
        let output: String?
        let error: String?
        let caught: GrowingList<CaughtFailure>
        let path: GrowingList<PathStep>
        let redrives: Int

        init(_ state: ExecutionState) {
            status = state.status
            output = state.output?.string
            error = state.error
            caught = state.caught
            path = state.path
            redrives = state.redriveCount
        }
    }

    private func resume(
        _ golden: GoldenHistory, _ steps: [HistoryStep], from events: [RecordedEvent],
        timing: HistoryPlayer.ReplayTiming
    ) throws -> HistoryPlayer {
        var player = try HistoryPlayer(golden.machine(), after: events)
        var rest = events.count
        for step in steps {
            if rest >= step.events.count, rest > 0 || step.events.isEmpty {
                // A command that moved nothing but time leaves no trace; told again, it changes nothing.
                rest -= step.events.count
                if rest > 0 || !step.events.isEmpty { continue }
            } else if rest > 0 {
                rest = 0
                if step.isToldAgain { try player.replay(step) } else { try player.continueDecision(of: step) }
                continue
            }
            try player.replay(step, timing: timing)
        }
        return player
    }

    private func isRepeated(_ steps: [HistoryStep], _ count: Int) -> Bool {
        var rest = count
        for step in steps {
            if rest < step.events.count { return rest > 0 && step.isToldAgain }
            rest -= step.events.count
        }
        return false
    }
}

extension HistoryStep {
    fileprivate var isToldAgain: Bool {
        switch command {
        case .takeOver, .publishes: true
        default: false
        }
    }
}
