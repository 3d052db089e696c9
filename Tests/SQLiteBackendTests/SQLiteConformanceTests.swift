import EventLogConformance
import Testing

@Suite struct SQLiteConformanceTests {
    @Test("The SQLite store keeps", .timeLimit(.minutes(10)), arguments: EventStoreConformance.cases)
    func conforms(_ conformanceCase: ConformanceCase) async throws {
        try await conformanceCase.test(on: try await SQLiteConformanceBackend())
    }
}
