import Engine
import EngineTesting
import EventLog
import JSON
import Testing

@Suite("Jitter") struct JitterTests {
    private let machine = Story(
        "",
        states: States.task(
            "t", #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 8, "JitterStrategy": "FULL"}],"#), "")

    private func delay(seed: UInt64) throws -> (Duration, Seed?) {
        var history = try machine.machine()
        history.seed = seed
        var player = try HistoryPlayer(history)
        _ = try player.play(.start(input: .emptyObject))
        let step = try player.play(.fails(state: "t", error: "E", cause: ""))
        for event in step.events {
            if case .retryScheduled(let retry) = try ExecutionEvent(event) {
                return (retry.due.duration(since: event.recordedAt), retry.seed)
            }
        }
        throw NoRetry()
    }

    private struct NoRetry: Error {}

    @Test("draws evenly between nothing and the whole interval, from a seed that is recorded")
    func bounds() throws {
        var quarters = [0, 0, 0, 0]
        for seed in 0..<400 {
            let (delay, recorded) = try delay(seed: UInt64(seed))
            #expect(delay >= .zero && delay <= .seconds(8))
            // The second decision of the play: its seed is one more.
            #expect(recorded == Seed(high: 0x5eed, low: UInt64(seed) + 1))
            quarters[min(3, Int(delay / .seconds(2)))] += 1
        }
        #expect(quarters.allSatisfy { $0 > 60 }, "\(quarters)")
    }

    @Test("gives the same delay for the same seed")
    func repeatable() throws {
        #expect(try delay(seed: 7) == delay(seed: 7))
        #expect(try delay(seed: 7).0 != delay(seed: 8).0)
    }
}
