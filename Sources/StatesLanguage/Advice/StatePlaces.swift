import JSON

/// Where each state stands in a document that was read without an error.
struct StatePlaces {
    /// The place of each state, by name.
    private(set) var of: [String: JSONPointer] = [:]
    private let document: JSONValue

    init(_ document: JSONValue) {
        self.document = document
        add(document, at: .root)
    }

    /// Whether the document has a member at this place.
    func has(_ place: JSONPointer) -> Bool {
        var value: JSONValue? = document
        for token in place.tokens {
            if let elements = value?.arrayValue {
                value = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                value = value?[token]
            }
        }
        return value != nil
    }

    private mutating func add(_ block: JSONValue, at location: JSONPointer) {
        for (name, state) in block["States"]?.objectValue ?? JSONObject() {
            let place = location.appending("States").appending(name)
            of[name] = place
            for (index, branch) in (state["Branches"]?.arrayValue ?? []).enumerated() {
                add(branch, at: place.appending("Branches").appending(index))
            }
            for key in ["ItemProcessor", "Iterator"] {
                if let processor = state[key] { add(processor, at: place.appending(key)) }
            }
        }
    }
}
