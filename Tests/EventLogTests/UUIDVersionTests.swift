import EventLog
import FoundationEssentials
import Testing

@Suite struct UUIDVersionTests {
    @Test func `a version 7 id is built of its moment and of chance`() {
        let uuid = UUID(version7: Timestamp(microseconds: 1_767_225_600_123_456), random: 0x0123_4567_89ab_cdef)
        #expect(uuid.text == "019b76da-a87b-774b-8123-456789abcdef")
    }

    @Test func `version 7 ids come in the order of their moments`() {
        let moments: [Int64] = [0, 1, 999, 1000, 1001, 1_767_225_600_000_000, 1_767_225_600_000_001]
        let ids = moments.enumerated().map { index, moment in
            UUID(version7: Timestamp(microseconds: moment), random: index % 2 == 0 ? .max : 0)
        }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test("Version and variant of a version 7 id are right whatever chance says", arguments: [0, 1, UInt64.max])
    func version7(_ random: UInt64) {
        let uuid = UUID(version7: Timestamp(microseconds: 1_767_225_600_123_456), random: random)
        #expect(uuid.high >> 12 & 0xf == 7)
        #expect(uuid.low >> 62 == 0b10)
    }

    @Test(
        "A version 8 id follows from content",
        arguments: [
            ("", "e3b0c442-98fc-8c14-9afb-f4c8996fb924"),
            ("payroll/2026-11", "a753ebf4-206b-8ead-9f62-052834477283"),
        ])
    func version8(_ content: String, _ expected: String) {
        #expect(UUID(version8: content.utf8).text == expected)
    }

    @Test func `an id beside a version 7 id has its moment, and follows from both`() {
        let other = UUID(version7: Timestamp(microseconds: 1_767_225_600_123_456), random: 7)
        let beside = UUID(beside: other, of: "a".utf8)
        #expect(beside.high >> 16 == other.high >> 16)
        #expect(beside.high >> 12 & 0xf == 7)
        #expect(beside.low >> 62 == 0b10)
        #expect(beside == UUID(beside: other, of: "a".utf8))
        let another = UUID(version7: Timestamp(microseconds: 1_767_225_600_123_456), random: 8)
        let others = [UUID(beside: other, of: "b".utf8), UUID(beside: another, of: "a".utf8), other]
        #expect(Set(others + [beside]).count == 4)
        let plain = UUID(version8: [1])
        #expect(UUID(beside: plain, of: "a".utf8).high >> 12 & 0xf == 8)
    }

    @Test func `a UUID's halves and its text are the same bits`() throws {
        let uuid = UUID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
        #expect(uuid.text == "01234567-89ab-cdef-fedc-ba9876543210")
        #expect(uuid.high == 0x0123_4567_89ab_cdef)
        #expect(uuid.low == 0xfedc_ba98_7654_3210)
        #expect(UUID(uuidString: uuid.text) == uuid)
    }
}
