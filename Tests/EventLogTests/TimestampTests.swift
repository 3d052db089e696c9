import EventLog
import Testing

@Suite struct TimestampTests {
    @Test(
        "A moment is written as ISO 8601 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z", "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.000001Z", "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z", "2000-02-29T00:00:00.000Z"),
            (1_709_164_800_123_456, "2024-02-29T00:00:00.123456Z", "2024-02-29T00:00:00.123Z"),
            (4_102_444_799_999_999, "2099-12-31T23:59:59.999999Z", "2099-12-31T23:59:59.999Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z", "0001-01-01T00:00:00.000Z"),
        ] as [(Int64, String, String)])
    func text(_ microseconds: Int64, _ expected: String, _ milliseconds: String) {
        let moment = Timestamp(microseconds: microseconds)
        #expect(moment.description == expected)
        #expect(moment.millisecondText == milliseconds)
    }

    @Test func `durations are added in whole microseconds`() {
        let moment = Timestamp(microseconds: 1000)
        #expect(moment.adding(.nanoseconds(1999)) == Timestamp(microseconds: 1001))
        #expect(moment.adding(.seconds(-2)) == Timestamp(microseconds: -1_999_000))
        #expect(moment.adding(.milliseconds(5)).duration(since: moment) == .milliseconds(5))
    }

    @Test func `no moment comes after the distant future`() {
        #expect(Timestamp(microseconds: 0).adding(.seconds(Int64.max)) == .distantFuture)
        #expect(Timestamp.distantFuture.adding(.seconds(1)) == .distantFuture)
        #expect(Timestamp(microseconds: .max).adding(.seconds(1)) == .distantFuture)
    }
}
