import EventLog
import Testing

@testable import PostgresBackend

@Suite struct ErrorMappingTests {
    @Test(
        "An SQLSTATE has its meaning",
        arguments: [
            ("53100", "full"), ("53200", "unavailable"), ("53300", "unavailable"), ("25006", "readOnly"),
            ("42P01", "other"), ("3F000", "other"), ("42501", "other"), ("XX001", "corrupted"), ("XX002", "corrupted"),
            ("54000", "invalidRequest"), ("22021", "invalidRequest"), ("22P05", "invalidRequest"),
            ("08006", "unavailable"), ("40001", "unavailable"), ("40P01", "unavailable"), ("57P01", "unavailable"),
            ("57P02", "unavailable"), ("57P03", "unavailable"), ("57014", "unavailable"), ("55P03", "unavailable"),
            ("58030", "unavailable"), ("26000", "unavailable"), ("0A000", "unavailable"), ("23505", "other"),
            ("YD001", "other"), ("YD002", "other"), ("99999", "other"), ("", "other"),
        ])
    func meaning(_ code: String, _ name: String) {
        let error = EventStoreError(.refused(ServerError(code: code, message: "m")), while: "testing")
        #expect("\(Mirror(reflecting: error).children.first?.label ?? "")" == name)
        #expect(error.description.contains("m while testing"))
    }

    @Test func `without an answer nothing is known to be wrong`() {
        #expect(EventStoreError(.lost(reason: "r"), while: "testing").advice == .sendAgain)
        #expect(EventStoreError(.unreachable(reason: "r"), while: "testing").advice == .sendAgain)
        #expect(EventStoreError(.closed, while: "testing") == .closed)
    }

    @Test(
        "What a failed batch does next",
        arguments: [
            ("YD001", .findLosers), ("23505", .findLosers), ("55P03", .split), ("40001", .sendAgain),
            ("40P01", .sendAgain), ("57P01", .sendAgain), ("08006", .sendAgain), ("54000", .isolate),
            ("22021", .isolate), ("53100", .failAll), ("42P01", .failAll), ("25006", .failAll),
        ] as [(String, ServerError.Consequence)])
    func consequence(_ code: String, _ expected: ServerError.Consequence) {
        #expect(ServerError(code: code, message: "").consequence == expected)
    }

    @Test func `a missing partition is told from a failed check`() {
        #expect(ServerError(code: "23514", message: "").consequence == .makePeriods)
        #expect(ServerError(code: "23514", message: "", constraint: "c").consequence == .isolate)
    }
}
