internal import JSON

/// A handler of Swift types: the input is decoded from JSON and the output encoded to it.
struct TypedTaskHandler<Input: Decodable & Sendable, Output: Encodable & Sendable>: TaskHandler {
    let body: @Sendable (Input, TaskContext) async throws -> Output

    func run(_ context: TaskContext) async throws -> TaskResult {
        let input = try JSONValueDecoder().decode(Input.self, from: context.input)
        let output = try await body(input, context)
        return TaskResult(output: JSONText(try JSONValueEncoder().encode(output)))
    }
}
