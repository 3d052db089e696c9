internal import JSON

/// An answer of a REST service: its members from headers, status and body.
struct RESTAnswer {
    /// The body is not what the service's protocol has.
    struct Unreadable: Error {}

    private let rest: RESTService
    private let operation: RESTOperation
    private let answer: HTTPAnswer

    init(_ rest: RESTService, _ operation: RESTOperation, _ answer: HTTPAnswer) {
        self.rest = rest
        self.operation = operation
        self.answer = answer
    }

    /// The members as the wire has them.
    func members() throws(Unreadable) -> JSONObject {
        var members = JSONObject()
        for (member, name) in operation.answer.headers.sorted(by: { $0.key < $1.key }) {
            if let text = answer.header(name) { members[member] = value(text, of: member) }
        }
        for (member, prefix) in operation.answer.headerMaps {
            var map = JSONObject()
            for header in answer.headers where header.name.lowercased().hasPrefix(prefix) {
                map[String(header.name.dropFirst(prefix.count)).lowercased()] = .string(header.value)
            }
            members[member] = .object(map)
        }
        if let status = operation.status { members[status] = .number(JSONNumber(answer.status)) }
        switch operation.answer.payload {
        case .none: break
        case .bytes(let member), .json(let member): members[member] = .string(answer.text)
        case .member(let member, _):
            if !answer.body.isEmpty { members[member] = .object(try document(in: member)) }
        case .members:
            for (key, value) in try document(in: "") { members[key] = value }
        }
        return members
    }

    private func document(in parent: String) throws(Unreadable) -> JSONObject {
        guard !answer.body.isEmpty else { return JSONObject() }
        switch rest.format {
        case .json:
            guard let value = try? JSONValue(parsing: answer.body) else { throw Unreadable() }
            var members = value.objectValue ?? JSONObject()
            for (name, member) in rest.renamed {
                guard let value = members[name] else { continue }
                (members[member], members[name]) = (value, nil)
            }
            return members
        case .xml(_, let shapes):
            guard let root = try? XMLReader.read(answer.body) else { throw Unreadable() }
            // Where a bucket is: the root is the member.
            if root.children.isEmpty { return root.text.isEmpty ? JSONObject() : [root.name: .string(root.text)] }
            return object(root, in: parent, shapes)
        }
    }

    private func object(_ element: XMLElement, in parent: String, _ shapes: XMLShapes) -> JSONObject {
        var object = JSONObject()
        for child in element.children {
            if let list = shapes.list(of: child.name, in: parent) {
                let value = value(child, of: list, shapes)
                object[list] = .array((object[list]?.arrayValue ?? []) + [value].compactMap(\.self))
                continue
            }
            let member = shapes.member(of: child.name, in: parent)
            if shapes.item(of: member, in: parent) != nil {
                object[member] = .array(child.children.compactMap { value($0, of: member, shapes) })
            } else {
                object[member] = value(child, of: member, shapes)
            }
        }
        return object
    }

    private func value(_ element: XMLElement, of member: String, _ shapes: XMLShapes) -> JSONValue? {
        element.children.isEmpty ? value(element.text, of: member) : .object(object(element, in: member, shapes))
    }

    /// A text as the type that a member has; `nil` where it is none of that type.
    private func value(_ text: String, of member: String) -> JSONValue? {
        if rest.numbers.contains(member) { return JSONNumber(text).map { .number($0) } }
        if rest.booleans.contains(member) { return text.isEmpty ? nil : .bool(text.lowercased() == "true") }
        if rest.moments.contains(member) || rest.textMoments.contains(member) {
            return .string(AWSMoment(text)?.text ?? text)
        }
        return .string(text)
    }
}
