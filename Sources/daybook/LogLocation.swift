import ArgumentParser
import EventLog
import Foundation
import PostgresBackend
import SQLiteBackend

/// A log, as the command line names it. It prints without a password.
enum LogLocation: ExpressibleByArgument, CustomStringConvertible {
    case sqlite(String)
    case postgres(PostgresConnectionString)

    init?(argument: String) {
        if argument.hasPrefix("sqlite:"), argument.utf8.count > 7 {
            self = .sqlite(String(argument.dropFirst(7)))
        } else if argument.contains("://") || argument.contains("="),
            let connection = try? PostgresConnectionString(argument)
        {
            self = .postgres(connection)
        } else {
            return nil
        }
    }

    var description: String {
        switch self {
        case .sqlite(let path): path
        case .postgres(let connection): connection.description
        }
    }

    /// The connection, where the log is on Postgres.
    ///
    /// - Throws: `CommandFailure` for another log.
    func postgres(_ action: String) throws -> PostgresConnectionString {
        guard case .postgres(let connection) = self else {
            throw CommandFailure("\(self): \(action) is for logs on Postgres")
        }
        return connection
    }

    /// Opens the log, gives it to `body`, and closes it.
    func withStore<Value>(_ body: (any RebuildableEventStore) async throws -> Value) async throws -> Value {
        do {
            switch self {
            case .sqlite(let path):
                guard FileManager.default.fileExists(atPath: path) else {
                    throw CommandFailure("there is no log at \(path)")
                }
                let store = try await SQLiteEventStore.open(path: path)
                return try await LogLocation.using(store, close: store.close, body)
            case .postgres(let connection):
                let store = try await PostgresEventStore.open(connection.text)
                return try await LogLocation.using(store, close: store.close, body)
            }
        } catch let error as EventStoreError {
            throw CommandFailure(error, on: self)
        }
    }

    private static func using<Value>(
        _ store: any RebuildableEventStore, close: () async -> Void,
        _ body: (any RebuildableEventStore) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await body(store)
            await close()
            return value
        } catch {
            await close()
            throw error
        }
    }
}
