import EventLogConformance
import Testing

@Suite(.serialized) struct PostgresConformanceTests {
    @Test("The Postgres store keeps", .timeLimit(.minutes(1)), arguments: EventStoreConformance.cases)
    func conforms(_ conformanceCase: ConformanceCase) async throws {
        try await conformanceCase.test(on: try await PostgresConformanceBackend())
    }
}
