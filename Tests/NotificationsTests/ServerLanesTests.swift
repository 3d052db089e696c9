import EngineTesting
import EventLog
import Testing

@testable import Notifications

@Suite struct ServerLanesTests {
    /// Begins to wait for a turn, and returns once it stands in line: the first to wait sets the lane's timer.
    private func wait(_ lanes: ServerLanes, _ clock: ManualClock) async -> Task<ServerLanes.Turn?, Never> {
        let task = Task { await lanes.enter("a") }
        await clock.waitForSleepers()
        return task
    }

    @Test func `so many have a turn at one time, and the next one waits for the first to leave`() async throws {
        let clock = ManualClock()
        let lanes = ServerLanes(width: 2, clock: clock)
        let first = try #require(await lanes.enter("a"))
        let second = try #require(await lanes.enter("a"))
        #expect(await lanes.enter("b") != nil, "another server has a lane of its own")
        let third = await wait(lanes, clock)
        lanes.leave(first, isWell: true)
        let turn = try #require(await third.value)
        lanes.leave(second, isWell: true)
        lanes.leave(turn, isWell: true)
        #expect(await lanes.enter("a") != nil)
    }

    @Test func `a server in trouble gets one at a time until it is well, and whoever waits is put off`() async throws {
        let clock = ManualClock()
        let lanes = ServerLanes(width: 2, clock: clock)
        let first = try #require(await lanes.enter("a"))
        let second = try #require(await lanes.enter("a"))
        let waiting = await wait(lanes, clock)
        lanes.leave(first, isWell: false)
        #expect(await waiting.value == nil)
        #expect(await lanes.enter("a") == nil, "one is under way")
        lanes.leave(second, isWell: false)
        let probe = try #require(await lanes.enter("a"))
        #expect(await lanes.enter("a") == nil)
        lanes.leave(probe, isWell: true)
        let turns = [await lanes.enter("a"), await lanes.enter("a")]
        #expect(turns.allSatisfy { $0 != nil })
    }

    @Test func `whoever waits for attempts that take long is put off, and later ones do not wait`() async throws {
        let clock = ManualClock()
        let lanes = ServerLanes(width: 1, clock: clock)
        let slow = try #require(await lanes.enter("a"))
        let waiting = await wait(lanes, clock)
        clock.advance(by: ServerLanes.patience)
        #expect(await waiting.value == nil)
        #expect(await lanes.enter("a") == nil)
        lanes.leave(slow, isWell: true)
        #expect(await lanes.enter("a") != nil)
    }

    @Test func `nobody waits whose task is cancelled`() async throws {
        let clock = ManualClock()
        let lanes = ServerLanes(width: 1, clock: clock)
        let only = try #require(await lanes.enter("a"))
        let waiting = await wait(lanes, clock)
        waiting.cancel()
        #expect(await waiting.value == nil)
        let late = Task { () -> ServerLanes.Turn? in
            withUnsafeCurrentTask { $0?.cancel() }
            return await lanes.enter("a")
        }
        #expect(await late.value == nil)
        lanes.leave(only, isWell: true)
        #expect(await lanes.enter("a") != nil, "the turn was given to nobody")
    }

    @Test func `of those that wait the oldest message has the next turn, whoever came first`() async throws {
        let lanes = ServerLanes(width: 1, clock: ManualClock())
        let first = try #require(await lanes.enter("a"))
        let (turns, waiting) = AsyncStream<Int64>.makeStream()
        for age: Int64 in [3, 1, 4, 2] {
            let count = lanes.waiting("a")
            Task {
                guard let turn = await lanes.enter("a", for: Timestamp(microseconds: age)) else { return }
                waiting.yield(age)
                lanes.leave(turn, isWell: true)
            }
            while lanes.waiting("a") == count { await Task.yield() }
        }
        lanes.leave(first, isWell: true)
        var order: [Int64] = []
        for await age in turns {
            order.append(age)
            if order.count == 4 { break }
        }
        #expect(order == [1, 2, 3, 4])
    }
}

extension ServerLanes {
    /// Waits for a turn for a message that is as old as any other.
    fileprivate func enter(_ server: String) async -> Turn? {
        await enter(server, for: Timestamp(microseconds: 0))
    }
}
