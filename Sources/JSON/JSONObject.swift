/// A JSON object: members with unique keys, in the order of the text.
///
/// Keys are the same when their characters are, scalar by scalar. A few members are looked up one by one, many by an
/// index. `==` and hashing ignore the order, as RFC 8259 §4 does; who needs exactness keeps ``JSONText``.
public struct JSONObject: Sendable {
    struct Member: Sendable {
        var key: String
        var value: JSONValue
    }

    /// From this many members on, looking keys up by hash wins over comparing them in turn.
    static let indexLimit = 32

    private var members: [Member]
    private var index: [ExactKey: Int]?

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of these members in this order; a key that occurs twice is a fault of the program.
    public init(uniqueKeysWithValues keysAndValues: some Sequence<(String, JSONValue)>) {
        self.init()
        for (key, value) in keysAndValues {
            precondition(position(of: key) == nil, "an object has a key only once")
            append(key, value)
        }
    }

    init(uniqueMembers: [Member]) {
        members = uniqueMembers
        if members.count >= Self.indexLimit { makeIndex() }
    }

    /// The keys in order.
    public var keys: [String] {
        members.map(\.key)
    }

    /// The value of a key. Setting appends the member or replaces its value in place; setting nil removes it.
    ///
    /// Removing takes time in proportion to the object's size.
    public subscript(key: String) -> JSONValue? {
        get {
            guard let position = position(of: key) else { return nil }
            return members[position].value
        }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?): append(key, value)
            case (let position?, nil): remove(at: position)
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject {
    private func position(of key: String) -> Int? {
        if let index { return index[ExactKey(key)] }
        for position in members.indices where members[position].key.hasSameScalars(as: key) {
            return position
        }
        return nil
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
        if index != nil {
            index?[ExactKey(key)] = members.count - 1
        } else if members.count >= Self.indexLimit {
            makeIndex()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        index = nil
        if members.count >= Self.indexLimit { makeIndex() }
    }

    private mutating func makeIndex() {
        var made = [ExactKey: Int](minimumCapacity: members.count)
        for position in members.indices { made[ExactKey(members[position].key)] = position }
        index = made
    }

    /// The members' storage, for loops that must not copy.
    @inline(__always)
    var storage: [Member] { members }
}

extension JSONObject: RandomAccessCollection {
    /// A member.
    public typealias Element = (key: String, value: JSONValue)

    /// 0.
    public var startIndex: Int { 0 }

    /// The number of members.
    public var endIndex: Int { members.count }

    /// The member at a position.
    public subscript(position: Int) -> Element {
        (members[position].key, members[position].value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members in this order; a key that occurs twice is a fault of the program.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(uniqueKeysWithValues: elements)
    }
}

extension JSONObject: Hashable {
    /// The same keys with equal values, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        for position in left.members.indices {
            let member = left.members[position]
            let sameRank = right.members[position]
            let other = sameRank.key.hasSameScalars(as: member.key) ? sameRank.value : right[member.key]
            guard let other, other == member.value else { return false }
        }
        return true
    }

    /// Feeds the members such that their order does not count.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var memberHasher = Hasher()
            memberHasher.combine(member.key)
            memberHasher.combine(member.value)
            sum &+= memberHasher.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }
}
