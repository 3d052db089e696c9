extension StreamLabels {
    /// A JSON object with its names in order, so that equal labels are equal text: for the stores that keep them so.
    package var json: String {
        let members = sorted { $0.key < $1.key }.map { "\($0.key.jsonText):\($0.value.jsonText)" }
        return "{\(members.joined(separator: ","))}"
    }
}

extension String {
    fileprivate var jsonText: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
