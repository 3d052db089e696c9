internal import Engine
internal import JSON

/// A handler of Swift types: the input is decoded from JSON and the output encoded to it, as the engine does.
struct TypedHandler<Input: Decodable & Sendable, Output: Encodable & Sendable>: TaskHandler {
    let body: @Sendable (Input, TaskContext) async throws -> Output

    func run(_ context: TaskContext) async throws -> TaskResult {
        let input = try JSONValueDecoder().decode(Input.self, from: context.input)
        return TaskResult(output: JSONText(try JSONValueEncoder().encode(try await body(input, context))))
    }
}
