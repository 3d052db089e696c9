import FoundationEssentials

extension Date: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard let microseconds = Timestamp.microseconds(of: try Self.string(json)) else {
            throw ScalarFailure.unfit("expected a date and time of ISO 8601 with an offset")
        }
        self.init(timeIntervalSinceReferenceDate: Double(microseconds) / 1e6)
    }

    func json() throws(ScalarFailure) -> JSONValue {
        let microseconds = (timeIntervalSinceReferenceDate * 1e6).rounded()
        guard let whole = Int(exactly: microseconds), let text = Timestamp.text(ofMicroseconds: whole) else {
            throw ScalarFailure.unfit("the date is outside the years 1 to 9999")
        }
        return .string(text)
    }
}

extension Data: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard let data = Data(base64Encoded: try Self.string(json)) else {
            throw ScalarFailure.unfit("expected base64")
        }
        self = data
    }

    func json() -> JSONValue {
        .string(base64EncodedString())
    }
}

extension URL: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard let url = URL(string: try Self.string(json)) else {
            throw ScalarFailure.unfit("expected a URL")
        }
        self = url
    }

    func json() -> JSONValue {
        .string(absoluteString)
    }
}

extension UUID: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        guard let uuid = UUID(uuidString: try Self.string(json)) else {
            throw ScalarFailure.unfit("expected a UUID")
        }
        self = uuid
    }

    func json() -> JSONValue {
        .string(uuidString)
    }
}

extension Decimal: JSONScalar {
    init(json: JSONValue) throws(ScalarFailure) {
        let number = try Self.number(json)
        // Decimal holds 38 digits and drops the rest silently. Where that could happen, read it back to see.
        guard let decimal = Decimal(string: number.text),
            Self.surelyHolds(number) || JSONNumber(decimal.description)?.isEqual(to: number) == true
        else {
            throw ScalarFailure.unfit("the number has more digits than Decimal holds")
        }
        self = decimal
    }

    func json() throws(ScalarFailure) -> JSONValue {
        guard let number = JSONNumber(description) else {
            throw ScalarFailure.unfit("JSON has no number for NaN")
        }
        return .number(number)
    }

    /// Whether the number is short and plain enough to need no second look.
    private static func surelyHolds(_ number: JSONNumber) -> Bool {
        number.text.utf8.count <= 38 && !number.text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    }
}
