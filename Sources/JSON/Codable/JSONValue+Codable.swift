extension JSONValue: Codable {
    /// Decodes any value. ``JSONValueDecoder`` gives it exactly; others give what their numbers can hold, in their order.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: JSONCodingKey.self) {
            var object = JSONObject()
            for key in container.allKeys {
                object[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
            }
            self = .object(object)
        } else if (try? decoder.unkeyedContainer()) != nil {
            self = .array(try [JSONValue](from: decoder))
        } else {
            self = try Self(single: decoder.singleValueContainer())
        }
    }

    private init(single container: any SingleValueDecodingContainer) throws {
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else {
            self = .number(try JSONNumber(single: container))
        }
    }

    /// Encodes any value. ``JSONValueEncoder`` keeps it exactly; others keep what their numbers can hold.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .number(let value): try value.encode(to: encoder)
        case .string(let value): try value.encode(to: encoder)
        case .array(let value): try value.encode(to: encoder)
        case .object(let object):
            var container = encoder.container(keyedBy: JSONCodingKey.self)
            for (key, value) in object { try container.encode(value, forKey: JSONCodingKey(stringValue: key)) }
        }
    }
}

extension JSONNumber: Codable {
    /// Decodes a number, see ``JSONValue/init(from:)``.
    public init(from decoder: any Decoder) throws {
        self = try Self(single: decoder.singleValueContainer())
    }

    fileprivate init(single container: any SingleValueDecodingContainer) throws {
        if let value = try? container.decode(Int64.self) {
            self.init(value)
        } else if let value = try? container.decode(UInt64.self) {
            self.init(value)
        } else {
            let value = try container.decode(Double.self)
            guard let number = JSONNumber(value) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a finite number")
            }
            self = number
        }
    }

    /// Encodes a number, see ``JSONValue/encode(to:)``.
    public func encode(to encoder: any Encoder) throws {
        if let value = integer(Int64.self) {
            try value.encode(to: encoder)
        } else if let value = integer(UInt64.self) {
            try value.encode(to: encoder)
        } else {
            try double.encode(to: encoder)
        }
    }
}
