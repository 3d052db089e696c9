internal import Engine
internal import FoundationEssentials
internal import JSON

/// Reads `MessageAttributes`, by the service's rules.
enum MessageAttributeReader {
    /// The attributes in the order in which they are given.
    ///
    /// - Throws: `TaskError` named `SNS.InvalidParameterException`, or `SNS.InvalidParameterValueException` where a value is
    ///   not of its type.
    static func attributes(_ field: JSONText?) throws(TaskError) -> [MessageAttribute] {
        guard let field, field != .null else { return [] }
        guard let object = (try? field.value())?.objectValue else {
            throw PublishParameters.invalid("MessageAttributes Reason: it is not an object")
        }
        var attributes: [MessageAttribute] = []
        for (name, value) in object { attributes.append(try attribute(name, value)) }
        return attributes
    }

    private static func attribute(_ name: String, _ value: JSONValue) throws(TaskError) -> MessageAttribute {
        func invalid(_ reason: String) -> TaskError {
            PublishParameters.invalid("MessageAttributes Reason: '\(name)' \(reason)")
        }
        guard isName(name) else { throw invalid("is no name of an attribute") }
        guard let object = value.objectValue else { throw invalid("is not an object") }
        if let other = object.keys.first(where: { !["DataType", "StringValue", "BinaryValue"].contains($0) }) {
            throw invalid("has the unknown field '\(other)'")
        }
        guard let type = object["DataType"]?.stringValue, isType(type) else {
            throw invalid("has no DataType String, String.Array, Number or Binary")
        }
        let isBinary = type.hasPrefix("Binary")
        let (wanted, other) = isBinary ? ("BinaryValue", "StringValue") : ("StringValue", "BinaryValue")
        guard object[other] == nil else { throw invalid("of the type '\(type)' takes no \(other)") }
        guard let text = object[wanted]?.stringValue, !text.isEmpty else {
            throw invalid("of the type '\(type)' must have a \(wanted) that is not empty")
        }
        try check(text, type, name)
        return MessageAttribute(name: name, type: type, value: text)
    }

    private static func check(_ text: String, _ type: String, _ name: String) throws(TaskError) {
        let isRight: Bool
        switch type.split(separator: ".")[0] {
        case "Number": isRight = JSONNumber(text).map { abs($0.double) <= 1e128 } ?? false
        case "Binary": isRight = Data(base64Encoded: text) != nil
        default:
            guard type == "String.Array" else { return }
            let elements = (try? JSONValue(parsing: text))?.arrayValue
            isRight = elements?.allSatisfy { FilterValue($0) != nil } ?? false
        }
        guard isRight else {
            throw TaskError(
                "SNS.InvalidParameterValueException",
                cause: "Invalid parameter value: MessageAttributes Reason: '\(name)' is not of the type '\(type)'")
        }
    }

    private static func isName(_ name: String) -> Bool {
        let lower = name.lowercased()
        return (1...256).contains(name.utf8.count) && !lower.hasPrefix("aws.") && !lower.hasPrefix("amazon.")
            && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.contains("..")
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
                default: false
                }
            }
    }

    private static func isType(_ type: String) -> Bool {
        let parts = type.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return ["String", "Number", "Binary"].contains(parts[0]) && type.utf8.count <= 256 && parts.last != ""
    }
}
