/// Does `body` for each element, a few at a time, and returns what it gave, without the `nil`s.
func inParallel<Element: Sendable, Value: Sendable>(
    _ elements: some Sequence<Element>, width: Int = 4, _ body: @escaping @Sendable (Element) async throws -> Value?
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            if index >= width, let value = try await group.next() ?? nil { values.append(value) }
            group.addTask { try await body(element) }
        }
        for try await value in group { if let value { values.append(value) } }
        return values
    }
}
