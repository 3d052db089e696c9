import EventLogConformance
import Testing

@Suite struct BrokenEventStoreTests {
    @Test("A store with this sin fails a case", .timeLimit(.minutes(10)), arguments: Sin.allCases)
    func isFound(_ sin: Sin) async throws {
        var failure: (any Error)?
        for conformanceCase in EventStoreConformance.cases {
            do {
                try await conformanceCase.run(on: MemoryConformanceBackend { BrokenEventStore($0, sin: sin) })
            } catch {
                failure = error
                break
            }
        }
        #expect(failure != nil, "no case notices \(sin)")
    }

    @Test func `a store without a sin fails none`() async throws {
        for conformanceCase in EventStoreConformance.cases {
            try await conformanceCase.run(on: MemoryConformanceBackend { BrokenEventStore($0, sin: nil) })
        }
    }
}
