/// A statement with the values of its parameters.
struct BoundStatement: Hashable, Sendable {
    /// The text; it is prepared once on each connection and known there by itself.
    let sql: String
    /// The values.
    let parameters: StatementParameters

    /// A statement and its parameters in their order.
    init(_ sql: String, _ fill: (inout StatementParameters) -> Void = { _ in }) {
        self.sql = sql
        var parameters = StatementParameters()
        fill(&parameters)
        self.parameters = parameters
    }

    /// A statement and its parameters, filled already.
    init(_ sql: String, _ parameters: StatementParameters) {
        self.sql = sql
        self.parameters = parameters
    }
}
