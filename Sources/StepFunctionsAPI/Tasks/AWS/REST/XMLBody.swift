internal import JSON

/// Writes members as a document.
struct XMLBody {
    private let shapes: XMLShapes

    init(_ shapes: XMLShapes) {
        self.shapes = shapes
    }

    /// A document of a member.
    func document(_ root: String, _ value: JSONValue, in parent: String, namespace: String) -> String {
        "<\(root) xmlns=\"\(XMLBody.escaped(namespace))\">\(content(of: value, in: parent))</\(root)>"
    }

    private func content(of value: JSONValue, in parent: String) -> String {
        guard let object = value.objectValue else { return XMLBody.escaped(value.stringValue ?? value.text) }
        return object.map { element(of: $0.key, $0.value, in: parent) }.joined()
    }

    private func element(of member: String, _ value: JSONValue, in parent: String) -> String {
        let name = shapes.element(of: member, in: parent)
        guard let array = value.arrayValue else { return wrapped(name, content(of: value, in: member)) }
        if let item = shapes.item(of: member, in: parent) {
            return wrapped(name, array.map { wrapped(item, content(of: $0, in: member)) }.joined())
        }
        let element = shapes.flattenedElement(of: member, in: parent) ?? name
        return array.map { wrapped(element, content(of: $0, in: member)) }.joined()
    }

    private func wrapped(_ name: String, _ content: String) -> String {
        let name = XMLBody.escaped(name)
        return "<\(name)>\(content)</\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            // A reader would make another end of a line of it.
            case "\r": escaped += "&#13;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
