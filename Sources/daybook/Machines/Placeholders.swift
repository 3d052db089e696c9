import JSON

/// The `${NAME}` of a `DefinitionString` in a CloudFormation template; `${!NAME}` is a `${NAME}` that stays.
enum Placeholders {
    /// Fills them in. A value goes into a JSON text, and is written as such; what has no value stays.
    static func fill(
        _ text: String, with values: [String: String]
    ) -> (text: String, used: Set<String>, unfilled: [String]) {
        var (filled, used, unfilled) = ("", Set<String>(), [String]())
        var rest = text[...]
        while let open = rest.firstRange(of: "${") {
            filled += rest[..<open.lowerBound]
            let tail = rest[open.upperBound...]
            guard let close = tail.firstIndex(of: "}"), isName(tail[..<close]) else {
                filled += "${"
                rest = tail
                continue
            }
            let name = String(tail[..<close])
            rest = tail[tail.index(after: close)...]
            if name.hasPrefix("!") {
                filled += "${\(name.dropFirst())}"
            } else if let value = values[name] {
                filled += JSONValue.string(value).text.dropFirst().dropLast()
                used.insert(name)
            } else {
                filled += "${\(name)}"
                if !unfilled.contains(name) { unfilled.append(name) }
            }
        }
        return (filled + rest, used, unfilled)
    }

    /// Letters, digits and what CloudFormation has in references: `Function.Arn`, `AWS::Region`.
    private static func isName(_ text: Substring) -> Bool {
        let name = text.first == "!" ? text.dropFirst() : text
        return !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.:-".contains($0)) }
    }
}
