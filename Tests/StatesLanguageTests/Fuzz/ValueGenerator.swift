import JSON

/// Makes JSON values: small ones, of names that paths know, with the numbers and texts that are hard.
struct ValueGenerator {
    static let names = ["a", "b", "c", "d", "x y", "é", "quo'te", "back\\slash", "", "length", "States"]
    static let numbers = [
        "0", "1", "-1", "2", "3", "7", "1.0", "1.5", "-0.5", "-2.5", "2.5", "1e3", "1E-3", "1e400", "-1e400", "1e-400",
        "1000",
        "0.1", "9007199254740993", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "12345678901234567890.123456789", "10000000",
    ]
    static let texts = [
        "", "a", "b", "ab", "1", "1.0", "true", "null", "{}", "{} {}", "\\{", "'", "\\", "*", "a*b", "é", "e\u{301}",
        "🚀",
        "\u{0}", "a,b;c", "[1,{\"a\":2}]", "{\"a\":1,\"a\":2}", "YQ==", "YQ", "/+8=", "SHA-256", "MD5", "$.a", " ",
    ]
    static let timestamps = [
        "2026-01-01T00:00:00Z", "2025-12-31T23:00:00-01:00", "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.123456789Z",
        "2024-02-29T12:30:00+05:30", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-06-30T23:59:59Z",
    ]
    private static let almostTimestamps = [
        "2026-01-01", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
        "2026-01-01t00:00:00z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "99999-01-01T00:00:00Z",
    ]

    var random: FuzzRandom

    mutating func number() -> JSONValue {
        let text = random.oneIn(4) ? "\(random.below(2000) - 1000)" : random.pick(Self.numbers)
        return JSONNumber(text).map { .number($0) } ?? .null
    }

    mutating func text() -> String {
        switch random.below(8) {
        case 0: random.pick(Self.timestamps)
        case 1: random.pick(Self.almostTimestamps)
        case 2: random.pick(Self.texts) + random.pick(Self.texts)
        default: random.pick(Self.texts)
        }
    }

    mutating func scalar() -> JSONValue {
        switch random.below(8) {
        case 0: .null
        case 1: .bool(random.oneIn(2))
        case 2...4: number()
        default: .string(text())
        }
    }

    mutating func value(depth: Int) -> JSONValue {
        guard depth > 0, !random.oneIn(4) else { return scalar() }
        if random.oneIn(2) { return .array((0..<random.below(5)).map { _ in value(depth: depth - 1) }) }
        return .object(object(depth: depth - 1))
    }

    mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<random.below(5) { object[random.pick(Self.names)] = value(depth: depth) }
        return object
    }
}
