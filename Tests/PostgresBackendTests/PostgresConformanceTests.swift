import EventLogConformance
import Testing

@Suite(.serialized) struct PostgresConformanceTests {
    @Test("The Postgres store keeps", .timeLimit(.minutes(5)), arguments: EventStoreConformance.cases)
    func conforms(_ conformanceCase: ConformanceCase) async throws {
        // As a login that is a member of daybook_engine and nothing else: what it may do is all that the store needs.
        try await conformanceCase.test(on: try await PostgresConformanceBackend(user: "service"))
    }
}
