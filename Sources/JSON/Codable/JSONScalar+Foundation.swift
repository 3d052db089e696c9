import FoundationEssentials

extension Date: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        guard let microseconds = Timestamp.microseconds(of: try Self.string(json, codingPath)) else {
            throw ScalarError.corrupted("expected a date and time of ISO 8601 with an offset", codingPath)
        }
        self.init(timeIntervalSinceReferenceDate: Double(microseconds) / 1e6)
    }

    func json(codingPath: [any CodingKey]) throws -> JSONValue {
        let microseconds = (timeIntervalSinceReferenceDate * 1e6).rounded()
        guard let whole = Int(exactly: microseconds), let text = Timestamp.text(ofMicroseconds: whole) else {
            throw ScalarError.invalid(self, "the date is outside the years 1 to 9999", codingPath)
        }
        return .string(text)
    }
}

extension Data: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        guard let data = Data(base64Encoded: try Self.string(json, codingPath)) else {
            throw ScalarError.corrupted("expected base64", codingPath)
        }
        self = data
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .string(base64EncodedString())
    }
}

extension URL: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        guard let url = URL(string: try Self.string(json, codingPath)) else {
            throw ScalarError.corrupted("expected a URL", codingPath)
        }
        self = url
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .string(absoluteString)
    }
}

extension UUID: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        guard let uuid = UUID(uuidString: try Self.string(json, codingPath)) else {
            throw ScalarError.corrupted("expected a UUID", codingPath)
        }
        self = uuid
    }

    func json(codingPath: [any CodingKey]) -> JSONValue {
        .string(uuidString)
    }
}

extension Decimal: JSONScalar {
    init(json: JSONValue, codingPath: [any CodingKey]) throws {
        let number = try Self.number(json, codingPath)
        // Decimal holds 38 digits and drops the rest silently: read it back to see that nothing was lost.
        guard let decimal = Decimal(string: number.text), let readBack = JSONNumber(decimal.description),
            readBack.isEqual(to: number)
        else {
            throw ScalarError.corrupted("the number has more digits than Decimal holds", codingPath)
        }
        self = decimal
    }

    func json(codingPath: [any CodingKey]) throws -> JSONValue {
        guard let number = JSONNumber(description) else {
            throw ScalarError.invalid(self, "JSON has no number for NaN", codingPath)
        }
        return .number(number)
    }
}
