/// Why a statement failed.
struct SQLFailure: Error, CustomStringConvertible {
    let state: String
    let message: String

    var description: String { "\(state): \(message)" }
}
