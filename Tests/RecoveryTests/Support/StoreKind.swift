import Testing

/// The stores that the program is killed on.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgres = "Postgres"

    var testDescription: String { rawValue }
}
