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
        holdings.set(800, for: 0)
        holdings.willLoseLease()
        holdings.set(0, for: 0)
        var rooms = [holdings.room]
        for _ in 0..<2 {
            holdings.didKeepLease()
            rooms.append(holdings.room)
        }
        #expect(rooms == [400, 800, 1000])
    }

    /// Few are no burden: what was lost with them was lost because the store did not answer, or the machine slept.
    @Test(arguments: [(held: 0, room: 1000), (256, 1000), (300, 256), (5000, 1000)])
    func `is not less for what was lost with few, nor more than was configured`(held: Int, room: Int) {
        let holdings = Holdings(shards: 1, limit: 1000)
        holdings.set(held, for: 0)
        holdings.willLoseLease()
        holdings.set(0, for: 0)
        #expect(holdings.room == room)
    }

    @Test func `may be without limit`() {
        let holdings = Holdings(shards: 1, limit: .max)
        holdings.didKeepLease()
        holdings.set(1000, for: 0)
        #expect(holdings.room == .max - 1000)
        holdings.willLoseLease()
        holdings.didKeepLease()
        #expect(holdings.room == 0)
    }
}
