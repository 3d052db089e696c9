public import EventLog

/// A store under test, fresh for each case, and what can be done to it from outside.
///
/// Where a capability is `nil`, the cases that need it report themselves as skipped; a store that has all of them is
/// tested best.
public protocol ConformanceBackend: Sendable {
    /// The store under test, empty at first.
    var store: any EventStore { get }
    /// The store's clock as it is now.
    var now: Timestamp { get }
    /// A second handle on the same data, as another process has it; `nil` where there cannot be one.
    var secondHandle: (@Sendable () async throws -> any EventStore)? { get }
    /// Moves the store's clock forward.
    var advanceClock: (@Sendable (Duration) async throws -> Void)? { get }
    /// Ends the process of a worker of `handle` without a goodbye.
    var killProcess: (@Sendable (_ worker: WorkerID, _ handle: any EventStore) async throws -> Void)? { get }
    /// Takes a backup; calling what is returned gives a store that was restored from it.
    var backUp: (@Sendable () async throws -> @Sendable () async throws -> any EventStore)? { get }
    /// Changes one byte of a stored payload behind the store's back.
    var flipByte: (@Sendable (StreamID, StreamVersion) async throws -> Void)? { get }
    /// Lets go of everything that was made for the case.
    func close() async
}
