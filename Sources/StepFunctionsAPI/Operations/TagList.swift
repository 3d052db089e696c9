internal import JSON

/// Tags as requests write them: a list of keys and values. The last value of a key counts.
struct TagList {
    /// The most tags that a resource has.
    static let most = 50

    private(set) var object = JSONObject()

    var isEmpty: Bool { object.isEmpty }

    /// Reads and checks a list.
    init(_ list: [JSONValue]) throws(APIError) {
        for (index, item) in list.enumerated() {
            guard let fields = item.objectValue else { throw .serialization("Expected a structure") }
            let tag = APIRequest(fields)
            guard let key = try tag.optionalText("key", 1...128) else { throw .missing("tags.\(index + 1).member.key") }
            guard !key.lowercased().hasPrefix("aws:") else {
                throw .validation("Tag keys must not begin with 'aws:'")
            }
            object[key] = .string(try tag.optionalText("value", 0...256) ?? "")
        }
        try requireRoom(beside: JSONObject(), of: "new")
    }

    /// Compares what a resource has with these and with how many it may have.
    ///
    /// - Throws: `TooManyTags`.
    func requireRoom(beside tags: JSONObject, of resource: String) throws(APIError) {
        guard Set(tags.keys).union(object.keys).count <= TagList.most else {
            throw APIError("TooManyTags", "A resource has \(TagList.most) tags at most: '\(resource)'")
        }
    }

    /// The list that answers show.
    static func json(_ tags: JSONObject) -> JSONValue {
        .array(tags.map { ["key": .string($0.key), "value": $0.value] })
    }
}
