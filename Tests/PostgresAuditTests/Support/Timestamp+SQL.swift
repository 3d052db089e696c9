import EventLog

extension Timestamp {
    /// As Postgres prints it in UTC.
    var sql: String {
        var text = description.replacing("T", with: " ").replacing("Z", with: "")
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + "+00"
    }
}
