internal import CLibPQ

extension ServerError {
    /// Reads the fields of a failed result.
    init(_ result: OpaquePointer) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        // libpq itself makes results without a code when the connection ends.
        self.init(
            code: field(daybook_pq_sqlstate_field()) ?? "08006",
            message: field(daybook_pq_message_field()) ?? String(cString: PQresultErrorMessage(result)).trimmed,
            table: field(daybook_pq_table_field()), constraint: field(daybook_pq_constraint_field()))
    }
}
