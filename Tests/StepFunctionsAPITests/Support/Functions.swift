/// What functions answer.
protocol Functions: Sendable {
    func answer(_ function: String, _ payload: [UInt8]) async -> FunctionAnswer
}

/// What one call of a function gives.
struct FunctionAnswer: Sendable {
    var status = 200
    var payload: String
    var isError = false
}
