public import EventLog

/// Handles streams that are not executions, on behalf of an engine.
public protocol StreamProcessor: Sendable {
    /// The categories it handles.
    var categories: Set<StreamCategory> { get }
    /// The queue on which its streams wait.
    var queue: Queue { get }
    /// The highest number of rules that it understands, as its wake-ups name it; by default the engine's own.
    var semantics: Int { get }

    /// Does what is due for a claimed stream, and writes its next wake-up or removes it.
    ///
    /// - Throws: any error; the stream stays claimed, and is claimed again once the worker ends.
    func process(_ claimed: ClaimedStream, worker: WorkerID) async throws
}

extension StreamProcessor {
    /// The engine's own.
    public var semantics: Int { Semantics.current.rawValue }
}
