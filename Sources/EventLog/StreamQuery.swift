/// Which streams to list, and where in the list to go on.
public struct StreamQuery: Hashable, Sendable {
    /// Only streams of this category.
    public var category: StreamCategory
    /// Only streams with this status.
    public var status: StreamStatus?
    /// Only streams that have all of these labels with these values.
    public var labels: StreamLabels
    /// Only streams created at this moment or later.
    public var createdFrom: Timestamp?
    /// Only streams created before this moment.
    public var createdBefore: Timestamp?
    /// Newest first when true. Streams are ordered by creation, then by id.
    public var newestFirst: Bool
    /// The cursor of the page before; `nil` for the first page.
    public var after: StreamCursor?
    /// The most streams on a page, 1 to 10,000.
    public var limit: Int

    /// Asks for the streams of a category, newest first.
    public init(
        category: StreamCategory, status: StreamStatus? = nil, labels: StreamLabels = [:],
        createdFrom: Timestamp? = nil, createdBefore: Timestamp? = nil, newestFirst: Bool = true,
        after: StreamCursor? = nil, limit: Int = 100
    ) {
        self.category = category
        self.status = status
        self.labels = labels
        self.createdFrom = createdFrom
        self.createdBefore = createdBefore
        self.newestFirst = newestFirst
        self.after = after
        self.limit = limit
    }
}
