import ArgumentParser
import EventLog
import MemoryBackend
import SQLiteBackend

/// The log of a run: one that stays, or one that ends with the program.
enum RunStore: ExpressibleByArgument {
    case memory
    case log(LogLocation)

    init?(argument: String) {
        if argument == "memory" {
            self = .memory
        } else if let location = LogLocation(argument: argument) {
            self = .log(location)
        } else {
            return nil
        }
    }

    /// Opens the log, and makes its file where there is none.
    func withStore<Value>(_ body: (any EventStore) async throws -> Value) async throws -> Value {
        switch self {
        case .memory: return try await body(MemoryEventStore())
        case .log(.sqlite(let path)):
            do {
                let store = try await SQLiteEventStore.open(path: path)
                do {
                    let value = try await body(store)
                    await store.close()
                    return value
                } catch {
                    await store.close()
                    throw error
                }
            } catch let error as EventStoreError {
                throw CommandFailure("\(path): \(error)")
            }
        case .log(let location): return try await location.withStore { try await body($0) }
        }
    }
}
