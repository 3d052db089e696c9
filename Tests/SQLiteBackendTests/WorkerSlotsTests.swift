import EventLog
import Foundation
import Testing

@testable import SQLiteBackend

@Suite struct WorkerSlotsTests {
    @Test func `a worker is alive for others as long as its file is open`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = directory.path("workers")
        let (first, second, third) = (WorkerID(UUID()), WorkerID(UUID()), WorkerID(UUID()))
        let observer = try WorkerSlots(path: path)
        var slots: WorkerSlots? = try WorkerSlots(path: path)
        let slot = try #require(try slots?.slot(of: first))
        #expect(try slots?.slot(of: first) == slot)
        let other = try observer.slot(of: second)
        #expect(other != slot)
        #expect(observer.isAlive(first, slot: slot))
        #expect(slots?.isAlive(second, slot: other) == true)
        #expect(!observer.isAlive(third, slot: 99))

        slots = nil
        #expect(!observer.isAlive(first, slot: slot))
        #expect(try observer.slot(of: third) == slot)
        #expect(!observer.isAlive(first, slot: slot), "the byte is another worker's now")
        #expect(observer.isAlive(third, slot: slot))
    }
}
