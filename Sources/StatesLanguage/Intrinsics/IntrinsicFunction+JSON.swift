import JSON

extension IntrinsicFunction {
    /// A text without content is `null` (as recorded).
    func json(in text: String) throws(IntrinsicFault) -> JSONValue {
        if text.allSatisfy(\.isWhitespace) { return .null }
        do throws(JSONError) {
            let value = try JSONValue(parsing: text)
            // The service reads a number as one, and there is only one zero.
            if case .number(let number) = value, number.text == "-0" { return .number(JSONNumber(0)) }
            return value
        } catch {
            throw IntrinsicFault("The text is not valid JSON: \(error.description)")
        }
    }

    /// Members of the second object replace those of the first; the service has no deep merge.
    func merge(_ arguments: [JSONValue]) throws(IntrinsicFault) -> JSONValue {
        var merged = try object(arguments[0])
        let second = try object(arguments[1])
        guard case .bool(let isDeep) = arguments[2] else {
            throw IntrinsicFault("The third argument must be a boolean")
        }
        guard !isDeep else { throw IntrinsicFault("Deep merging is not supported: the third argument must be false") }
        for (key, value) in second { merged[key] = value }
        return .object(merged)
    }

    /// The digest of a text's UTF-8, or of any other value's JSON.
    func hash(_ value: JSONValue, algorithm name: String) throws(IntrinsicFault) -> JSONValue {
        let text = value.stringValue ?? value.text
        guard text.utf16.count <= IntrinsicFunction.longestText else {
            throw IntrinsicFault("The data is longer than \(IntrinsicFunction.longestText) characters")
        }
        guard let algorithm = DigestAlgorithm(rawValue: name) else {
            let names = DigestAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw IntrinsicFault("The algorithm must be one of [\(names)], not '\(name)'")
        }
        return .string(algorithm.hex(of: Array(text.utf8)))
    }
}
