internal import EventLog

/// A store broke a guarantee.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected and what came instead.
    public let description: String

    init(_ description: String, file: String, line: Int) {
        self.description = "\(description) (\(file.split(separator: "/").last ?? ""):\(line))"
    }
}

/// Fails the case unless `condition` holds.
func require(_ condition: Bool, _ expectation: String, file: String = #fileID, line: Int = #line) throws {
    guard condition else { throw ConformanceFailure("not so: \(expectation)", file: file, line: line) }
}

/// Fails the case unless both values are equal.
func requireEqual<Value: Equatable>(
    _ found: Value, _ expected: Value, _ what: String, file: String = #fileID, line: Int = #line
) throws {
    guard found != expected else { return }
    throw ConformanceFailure("\(what): found \(found), expected \(expected)", file: file, line: line)
}

/// The value, or a failed case where there is none.
func requireSome<Value>(
    _ value: Value?, _ what: String, file: String = #fileID, line: Int = #line
) throws -> Value {
    guard let value else { throw ConformanceFailure("missing: \(what)", file: file, line: line) }
    return value
}

/// Fails the case unless the store refuses the request as invalid.
func requireRefusal<Value>(
    _ what: String, file: String = #fileID, line: Int = #line,
    _ request: () async throws(EventStoreError) -> Value
) async throws {
    do {
        _ = try await request()
    } catch .invalidRequest {
        return
    } catch {
        throw ConformanceFailure("\(what): refused with \(error)", file: file, line: line)
    }
    throw ConformanceFailure("\(what): not refused", file: file, line: line)
}
