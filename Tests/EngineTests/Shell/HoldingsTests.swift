import Testing

@testable import Engine

@Suite("What an engine has room for") struct HoldingsTests {
    @Test func `is what was configured and is not held`() {
        let holdings = Holdings(shards: 2, limit: 1000)
        holdings.set(300, for: 0)
        holdings.set(100, for: 1)
        holdings.beginLoading()
        #expect(holdings.room == 599)
        holdings.set(2000, for: 0)
        #expect(holdings.room == 0)
    }

    @Test func `is half of what was held where a lease was lost, and doubles with each that goes well`() {
        let holdings = Holdings(shards: 1, limit: 1000)
        holdings.set(400, for: 0)
        holdings.willLoseLease()
        holdings.set(0, for: 0)
        var rooms = [holdings.room]
        for _ in 0..<3 {
            holdings.didKeepLease()
            rooms.append(holdings.room)
        }
        #expect(rooms == [200, 400, 800, 1000])
    }

    @Test(arguments: [(held: 0, room: 64), (90, 64), (5000, 1000)])
    func `is never less than a few, nor more than was configured`(held: Int, room: Int) {
        let holdings = Holdings(shards: 1, limit: 1000)
        holdings.set(held, for: 0)
        holdings.willLoseLease()
        holdings.set(0, for: 0)
        #expect(holdings.room == room)
    }
}
