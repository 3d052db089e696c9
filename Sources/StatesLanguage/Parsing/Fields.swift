import JSON

/// The members of one object of a definition, read by name and type; what is wrong with one goes to the findings.
///
/// A reading function answers nil for a member that is absent and for one that it reported.
struct Fields {
    let object: JSONObject
    let location: JSONPointer
    let findings: Findings

    /// Makes a reader of the object; reports a value that is none.
    init?(_ value: JSONValue, at location: JSONPointer, _ findings: Findings) {
        guard case .object(let object) = value else {
            findings.schema("Expected value of type Object", at: location)
            return nil
        }
        self.object = object
        self.location = location
        self.findings = findings
    }

    func has(_ key: String) -> Bool { object[key] != nil }

    func place(_ key: String) -> JSONPointer { location.appending(key) }

    /// Reports those of the fields that are missing, in one diagnostic as the service does.
    func require(_ keys: String...) {
        let missing = keys.filter { !has($0) }
        guard !missing.isEmpty else { return }
        findings.schema("These fields are required: [\(missing.joined(separator: ", "))]", at: location)
    }

    /// Reports two fields that exclude each other.
    func excludeEachOther(_ first: String, _ second: String) {
        guard has(first), has(second) else { return }
        findings.schema("Only one of the fields [\(first), \(second)] can be given", at: place(second))
    }

    func string(_ key: String) -> String? {
        read(key, "String") { $0.stringValue }
    }

    func boolean(_ key: String) -> Bool? {
        read(key, "Boolean") { $0.boolValue }
    }

    func array(_ key: String) -> [JSONValue]? {
        read(key, "Array") { $0.arrayValue }
    }

    func number(_ key: String) -> JSONNumber? {
        read(key, "Number") { $0.numberValue }
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = object[key] else { return nil }
        guard case .number(let number) = value, let integer = number.int else {
            findings.schema("Expected value of type Integer", at: place(key))
            return nil
        }
        guard range.contains(integer) else {
            findings.schema("Expected value between \(range.lowerBound) and \(range.upperBound)", at: place(key))
            return nil
        }
        return integer
    }

    /// A text that must be one of some; the first of them where the field is absent.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, default standard: Value) -> Value?
    where Value.RawValue == String {
        guard let text = string(key) else { return has(key) ? nil : standard }
        guard let value = Value(rawValue: text) else {
            let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
            findings.schema("The field '\(key)' should have one of these values: [\(values)]", at: place(key))
            return nil
        }
        return value
    }

    private func read<Value>(_ key: String, _ type: String, _ convert: (JSONValue) -> Value?) -> Value? {
        guard let value = object[key] else { return nil }
        guard let converted = convert(value) else {
            findings.schema("Expected value of type \(type)", at: place(key))
            return nil
        }
        return converted
    }
}
