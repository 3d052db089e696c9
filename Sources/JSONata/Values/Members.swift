/// Members with unique keys in the order they came.
struct Members {
    private(set) var keys: [String] = []
    private(set) var values: [Value] = []
    private var places: [Key: Int]?

    /// From this many members on, an index finds keys.
    private static let indexLimit = 12

    private struct Key: Hashable {
        let text: String

        static func == (left: Key, right: Key) -> Bool {
            Text.areEqual(left.text, right.text)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(text)
        }
    }

    init() {}

    /// Members of keys that are known to be unique.
    init(uniqueKeys: [String], _ values: [Value]) {
        keys = uniqueKeys
        self.values = values
        if keys.count >= Self.indexLimit { makeIndex() }
    }

    var isEmpty: Bool { keys.isEmpty }
    var count: Int { keys.count }

    /// The place of a key.
    func place(of key: String) -> Int? {
        if let places { return places[Key(text: key)] }
        for index in keys.indices where Text.areEqual(keys[index], key) { return index }
        return nil
    }

    /// The value of a key. Setting keeps the place of a key that is there.
    subscript(key: String) -> Value? {
        get { place(of: key).map { values[$0] } }
        set {
            guard let newValue else { return remove(key) }
            if let place = place(of: key) { values[place] = newValue } else { append(key, newValue) }
        }
    }

    /// Changes a value in its place.
    mutating func set(at place: Int, _ value: Value) {
        values[place] = value
    }

    /// Adds a member whose key is new.
    mutating func append(_ key: String, _ value: Value) {
        keys.append(key)
        values.append(value)
        if places != nil {
            places?[Key(text: key)] = keys.count - 1
        } else if keys.count >= Self.indexLimit {
            makeIndex()
        }
    }

    private mutating func remove(_ key: String) {
        guard let place = place(of: key) else { return }
        keys.remove(at: place)
        values.remove(at: place)
        if places != nil { makeIndex() }
    }

    private mutating func makeIndex() {
        var made = [Key: Int](minimumCapacity: keys.count * 2)
        for index in keys.indices { made[Key(text: keys[index])] = index }
        places = made
    }
}
