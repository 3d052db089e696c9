import StatesLanguage
import Testing

@Suite("Timestamps")
struct InstantTests {
    @Test(
        "RFC 3339 is read to the microsecond",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
            ("2026-01-01T00:00:00Z", 1_767_225_600_000_000), ("2026-01-01T01:00:00+01:00", 1_767_225_600_000_000),
            ("2025-12-31T18:30:00-05:30", 1_767_225_600_000_000), ("2000-02-29T12:00:00Z", 951_825_600_000_000),
            ("2026-01-01T00:00:00.5Z", 1_767_225_600_500_000), ("2026-01-01T00:00:00.1234569Z", 1_767_225_600_123_456),
            ("2100-03-01T00:00:00Z", 4_107_542_400_000_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
            ("9999-12-31T23:59:59Z", 253_402_300_799_000_000), ("1600-03-01T00:00:00Z", -11_670_912_000_000_000),
        ])
    func reads(text: String, microseconds: Int64) {
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01t00:00:00Z",
            "2026-01-01T00:00:00z", "2026-01-01T00:00Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0100",
            "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx", "26-01-01T00:00:00Z", "2026-1-01T00:00:00Z",
            "05-12-2016T21:29:29Z", "٢٠٢٦-01-01T00:00:00Z",
        ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(
        "Times are shown in UTC with milliseconds",
        arguments: [
            ("2026-01-31T08:15:30.25+02:00", "2026-01-31T06:15:30.250Z"),
            ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"),
            ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
            ("1999-12-31T23:59:59.001Z", "1999-12-31T23:59:59.001Z"),
        ])
    func shows(text: String, shown: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == shown)
    }

    @Test("Every day of four centuries comes back as it went in")
    func roundTrips() {
        var instant = Instant(microseconds: 951_782_400_000_000)
        for _ in 0..<146_097 {
            let again = Instant(rfc3339: instant.rfc3339)
            guard again == instant else {
                Issue.record("\(instant.microseconds) became \(String(describing: again))")
                return
            }
            instant = Instant(microseconds: instant.microseconds + 86_400_000_000)
        }
        #expect(instant.rfc3339 == "2400-02-29T00:00:00.000Z")
    }
}
