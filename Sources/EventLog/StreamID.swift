public import FoundationEssentials

/// Names a stream: its category and a UUID that is unique within the category.
public struct StreamID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What kind of thing the stream tells the life of.
    public let category: StreamCategory
    /// Which one of its kind it is.
    public let uuid: UUID

    /// Names the stream of `category` with this `uuid`.
    public init(_ category: StreamCategory, _ uuid: UUID) {
        self.category = category
        self.uuid = uuid
    }

    /// Reads the form that `description` writes; `nil` where the text has another form.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let uuid = UUID(uuidString: String(parts[1])) else { return nil }
        self.init(StreamCategory(String(parts[0])), uuid)
    }

    /// `category/uuid`, the UUID in lower case.
    public var description: String { "\(category)/\(uuid.text)" }

    /// The UUID alone spreads streams well: every decision looks some up, and hashing the category's text costs more.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(uuid.high)
        hasher.combine(uuid.low)
    }

    /// Orders by category, then by the UUID's bytes; UUIDv7 ids come in the order of their making.
    public static func < (a: StreamID, b: StreamID) -> Bool {
        a.category == b.category ? a.uuid < b.uuid : a.category < b.category
    }
}
