import EventLogConformance
import Testing

@Suite struct MemoryConformanceTests {
    @Test("The memory store keeps", .timeLimit(.minutes(10)), arguments: EventStoreConformance.cases)
    func conforms(_ conformanceCase: ConformanceCase) async throws {
        try await conformanceCase.test(on: MemoryConformanceBackend())
    }

    @Test func `case names are unique`() {
        let names = EventStoreConformance.cases.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func `every guarantee has a case`() {
        let covered = Set(EventStoreConformance.cases.flatMap(\.guarantees))
        #expect(covered == Set(1...10))
    }
}
