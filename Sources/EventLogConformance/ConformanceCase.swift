internal import EventLog
public import Testing

/// One thing that every store must do, by name.
public struct ConformanceCase: Sendable {
    /// A sentence that says what holds.
    public let name: String
    /// The numbers of the guarantees of `EventStore` that the case looks at.
    public let guarantees: [Int]
    private let body: @Sendable (Scene) async throws -> Void

    init(_ name: String, _ guarantees: Int..., body: @escaping @Sendable (Scene) async throws -> Void) {
        self.name = name
        self.guarantees = guarantees
        self.body = body
    }

    /// Runs the case on a fresh store.
    ///
    /// - Throws: `ConformanceFailure` where the store breaks a guarantee, `MissingCapability` where the case cannot be
    ///   run, and whatever the store throws.
    public func run(on backend: any ConformanceBackend) async throws {
        do {
            try await body(Scene(backend: backend))
        } catch {
            await backend.close()
            throw error
        }
        await backend.close()
    }

    /// Runs the case as the body of a test: a missing capability cancels the test with its reason.
    public func test(on backend: any ConformanceBackend) async throws {
        do {
            try await run(on: backend)
        } catch let missing as MissingCapability {
            try Test.cancel("skipped: \(missing)")
        }
    }
}

extension ConformanceCase: CustomTestStringConvertible {
    /// The name with the guarantees.
    public var testDescription: String {
        "\(name) [\(guarantees.map(String.init).joined(separator: ", "))]"
    }
}
