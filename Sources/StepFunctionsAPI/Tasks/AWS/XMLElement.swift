internal import JSON

/// An element of a document that AWS answers in XML: its name, and texts or elements within it.
struct XMLElement: Hashable, Sendable {
    var name: String
    var text = ""
    var children: [XMLElement] = []

    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// Lists have `member`s, maps have `entry`s with key and value, and all else is a structure or a text.
    var value: JSONValue {
        guard !children.isEmpty else { return .string(text) }
        if children.allSatisfy({ $0.name == "member" }) { return .array(children.map(\.value)) }
        var object = JSONObject()
        if children.allSatisfy({ $0.name == "entry" }) {
            for entry in children {
                guard let key = entry.child("key") ?? entry.child("Name") else { continue }
                object[key.text] = (entry.child("value") ?? entry.child("Value"))?.value ?? .null
            }
        } else {
            for child in children { object[child.name] = child.value }
        }
        return .object(object)
    }
}
