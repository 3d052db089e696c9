public import JSON

extension PayloadTemplate {
    /// A fault in a template: where, and what.
    public struct Fault: Error, Sendable, Hashable {
        /// The member at fault, from the template's root.
        public let location: JSONPointer
        /// What is wrong, for a person.
        public let message: String
        /// More than that, where more is known: which character is wrong.
        public var detail: String?
        /// The object in which the service places it, from the template's root.
        var place: JSONPointer?
        /// Whether it is good language that this version does not evaluate yet.
        public let isNotSupportedYet: Bool
    }

    /// Parses a template.
    ///
    /// Throws the first fault: a template that is no object, a key ending in `.$` whose value is neither a path nor a
    /// call, two keys that are one without the `.$`.
    public init(parsing value: JSONValue) throws(Fault) {
        var faults: [Fault] = []
        let template = PayloadTemplate(value, faults: &faults)
        if let fault = faults.first { throw fault }
        self = template
    }

    /// Parses what can be parsed and collects all faults.
    init(_ value: JSONValue, faults: inout [Fault]) {
        if case .object = value {
            self.init(root: PayloadTemplate.node(value, at: .root, faults: &faults))
        } else {
            faults.append(
                Fault(
                    location: .root, message: "A payload template is a JSON object",
                    isNotSupportedYet: false))
            self.init(root: .literal(value))
        }
    }

    private static func node(_ value: JSONValue, at place: JSONPointer, faults: inout [Fault]) -> Node {
        switch value {
        case .object(let object):
            return objectNode(object, at: place, faults: &faults)
        case .array(let elements):
            var nodes: [Node] = []
            for (index, element) in elements.enumerated() {
                nodes.append(node(element, at: place.appending(String(index)), faults: &faults))
            }
            return nodes.allSatisfy(\.isLiteral) ? .literal(value) : .array(nodes)
        case .null, .bool, .number, .string:
            return .literal(value)
        }
    }

    private static func objectNode(_ object: JSONObject, at place: JSONPointer, faults: inout [Fault]) -> Node {
        var members: [Node.Member] = []
        for (key, value) in object {
            let location = place.appending(key)
            let isPath = key.utf8.count > 2 && key.hasSuffix(".$")
            let name = isPath ? String(key.dropLast(2)) : key
            let member = isPath ? path(value, field: key, at: location, faults: &faults) : nil
            if isPath, object[name] != nil {
                faults.append(
                    Fault(
                        location: location, message: "The field '\(name)' is given twice, with and without '.$'",
                        isNotSupportedYet: false))
            }
            members.append(
                Node.Member(key: name, node: member ?? node(value, at: location, faults: &faults)))
        }
        let isLiteral = members.allSatisfy(\.node.isLiteral)
        return isLiteral ? .literal(.object(object)) : .object(members)
    }

    private static func path(
        _ value: JSONValue,
        field: String,
        at location: JSONPointer,
        faults: inout [Fault]
    ) -> Node? {
        func fault(_ message: String, _ detail: String? = nil, isNotSupportedYet: Bool = false) {
            let place = JSONPointer(tokens: location.tokens.dropLast())
            faults.append(
                Fault(
                    location: location, message: message, detail: detail, place: place,
                    isNotSupportedYet: isNotSupportedYet))
        }
        let expectation =
            "The value for the field '\(field)' must be a valid JSONPath or a valid intrinsic function call"
        guard case .string(let text) = value else {
            fault(expectation)
            return nil
        }
        do throws(JSONPathError) {
            if IntrinsicCall.looksLikeOne(text) { return .call(try IntrinsicCall(parsing: text)) }
            return .path(try JSONPath(parsing: text), field: field)
        } catch {
            if error.isNotSupportedYet {
                fault(error.message, isNotSupportedYet: true)
            } else {
                fault(expectation, "\(error)")
            }
            return nil
        }
    }
}

extension PayloadTemplate.Node {
    fileprivate var isLiteral: Bool {
        if case .literal = self { return true }
        return false
    }
}
