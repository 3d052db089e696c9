public import JSON

/// Where a distributed Map reads its items.
public struct ItemReader: Sendable, Hashable {
    /// What an object holds.
    public enum InputType: String, Sendable, Hashable, CaseIterable {
        case csv = "CSV"
        case json = "JSON"
        case jsonLines = "JSONL"
    }

    /// Where the names of the columns are.
    public enum HeaderLocation: String, Sendable, Hashable, CaseIterable {
        case firstRow = "FIRST_ROW"
        case given = "GIVEN"
    }

    /// What stands between two fields.
    public enum Delimiter: String, Sendable, Hashable, CaseIterable {
        case comma = "COMMA"
        case pipe = "PIPE"
        case semicolon = "SEMICOLON"
        case space = "SPACE"
        case tab = "TAB"
    }

    /// What is made of a list of objects.
    public enum Transformation: String, Sendable, Hashable, CaseIterable {
        /// What is said of each object is an item.
        case none = "NONE"
        /// The items are those inside of the objects, one object after the other.
        case loadAndFlatten = "LOAD_AND_FLATTEN"
    }

    /// `…:s3:getObject`, `…:s3:listObjectsV2` for the objects themselves, or `…:daybook:query` for the rows of a SQL query.
    public let resource: String
    /// `Bucket`, and `Key` or `Prefix`; of a query `Sql`, and `Parameters` for what `$1`, `$2`, … in it stand for.
    public let parameters: PayloadTemplate?
    /// What is made of a list.
    public let transformation: Transformation
    /// What the object holds, or each that is listed.
    public let inputType: InputType
    /// Where the names of a CSV's columns are.
    public let headerLocation: HeaderLocation
    /// The names, where they are given.
    public let headers: [String]
    /// What stands between two fields of a CSV.
    public let delimiter: Delimiter
    /// Where in the document of an object the array of items is; nil where the document is that array.
    public let pointer: JSONPointer?
    /// How many items are read at the most.
    public let maxItems: MapNumber?

    /// Whether the items are the rows of a SQL query of the engine's own database, which the service has not.
    public var isQuery: Bool { resource.hasSuffix(":daybook:query") }
}
