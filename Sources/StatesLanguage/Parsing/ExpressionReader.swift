import JSON
import JSONata

/// Reads the fields of a state that hold JSONata: texts between `{%` and `%}`, at any depth.
struct ExpressionReader {
    let findings: Findings
    /// What stands before the field in the service's name of it: nothing, `Catch[0]/`, `ItemReader/`.
    var prefix = ""
    /// The members of `$states` that there are beside `input` and `context`.
    var members: Set<String> = []

    /// The text inside of `{% … %}`; nil where a text is no expression.
    static func expression(in text: String) -> String? {
        guard text.hasPrefix("{%"), text.hasSuffix("%}"), text.utf8.count >= 4 else { return nil }
        var inner = text.dropFirst(2).dropLast(2)
        while let first = inner.unicodeScalars.first, first.properties.isWhitespace {
            inner = inner[inner.unicodeScalars.index(after: inner.startIndex)...]
        }
        while let last = inner.unicodeScalars.last, last.properties.isWhitespace {
            inner = inner[..<inner.unicodeScalars.index(before: inner.endIndex)]
        }
        return String(inner)
    }

    /// The same reader, for fields that may also read these members of `$states`.
    func offering(_ members: String...) -> ExpressionReader {
        var reader = self
        reader.members.formUnion(members)
        return reader
    }

    /// The same reader, for the fields inside of a field.
    func inside(_ field: String) -> ExpressionReader {
        var reader = self
        reader.prefix += "\(field)/"
        return reader
    }

    /// A field of any JSON with expressions in it.
    func template(_ key: String, _ fields: Fields) -> PayloadTemplate? {
        guard let value = fields.object[key] else { return nil }
        return PayloadTemplate(root: node(value, at: fields.place(key), prefix + key))
    }

    /// `Assign`: an object whose members are variables.
    func assign(_ fields: Fields) -> PayloadTemplate? {
        guard let value = fields.object["Assign"] else { return nil }
        guard case .object(let object) = value else {
            findings.schema("Expected value of type Object", at: fields.place("Assign"))
            return nil
        }
        for key in object.keys where !VariableName.isValid(key) || key == "states" {
            findings.schema(
                "A variable's name is an identifier of at most \(VariableName.longest) characters, and not 'states'",
                at: fields.place("Assign").appending(key))
        }
        return template("Assign", fields)
    }

    /// A field whose whole text is an expression; nil where it is absent or something else.
    func expression(_ key: String, _ fields: Fields) -> FieldExpression? {
        guard let text = fields.object[key]?.stringValue, let inner = Self.expression(in: text) else { return nil }
        return expression(inner, at: fields.place(key), prefix + key)
    }

    /// Whether a field is written as an expression, good or bad.
    func isExpression(_ key: String, _ fields: Fields) -> Bool {
        fields.object[key]?.stringValue.flatMap(Self.expression(in:)) != nil
    }

    private func node(_ value: JSONValue, at place: JSONPointer, _ field: String) -> PayloadTemplate.Node {
        switch value {
        case .string(let text):
            guard let inner = Self.expression(in: text) else {
                warn(of: text, at: place)
                return .literal(value)
            }
            return expression(inner, at: place, field).map { .expression($0) } ?? .literal(value)
        case .object(let object):
            let members = object.map { key, member in
                PayloadTemplate.Node.Member(
                    key: key, node: node(member, at: place.appending(key), "\(field)/\(key)"))
            }
            return members.allSatisfy(\.node.isLiteral) ? .literal(value) : .object(members)
        case .array(let elements):
            let nodes = elements.enumerated().map { index, element in
                node(element, at: place.appending(index), "\(field)[\(index)]")
            }
            return nodes.allSatisfy(\.isLiteral) ? .literal(value) : .array(nodes)
        case .null, .bool, .number:
            return .literal(value)
        }
    }

    private func expression(_ text: String, at place: JSONPointer, _ field: String) -> FieldExpression? {
        do throws(JSONataError) {
            let expression = try FieldExpression(text, field: field)
            check(expression.references, at: place)
            return expression
        } catch {
            findings.error(
                .invalidJSONataExpression, error.message,
                detail: error.position.map { "\(error.code) at character \($0)" } ?? error.code, at: place)
            return nil
        }
    }

    /// What an expression may not read, in the service's words.
    private func check(_ references: ExpressionReferences, at place: JSONPointer) {
        for input in references.inputs {
            let isWhole = input == "$$"
            unsupported("Reference to '\(input)'\(isWhole ? "" : " at the top level") is not supported.", at: place)
        }
        let known = members.union(["input", "context"])
        var reported: Set<String> = []
        for read in references.reads where read.variable == "states" {
            guard let member = read.names.first, !known.contains(member) else { continue }
            if reported.insert(member).inserted {
                unsupported("Field '$states.\(member)' does not exist.", at: place)
            }
        }
    }

    private func unsupported(_ message: String, at place: JSONPointer) {
        findings.error(.unsupportedJSONataExpression, message, at: place)
    }

    /// Warns of a text that has the marks of an expression and is none.
    private func warn(of text: String, at place: JSONPointer) {
        guard text.contains("{%"), text.contains("%}") else { return }
        findings.warning(
            .notEvaluated,
            "This is a plain text: an expression begins with '{%' and ends with '%}', with nothing around them",
            at: place)
    }
}

extension PayloadTemplate.Node {
    fileprivate var isLiteral: Bool { if case .literal = self { true } else { false } }
}
