internal import EventLog
internal import StatesLanguage
internal import Synchronization

/// Reads histories of executions page by page, in both directions, without telling each page all that came before.
///
/// What a page begins with follows from everything before it; so a projection is kept at every thousandth event of a stream,
/// for the executions that were read last. What is kept is never needed: without it a page is told from the first event on.
public final class HistoryPages: Sendable {
    /// The projection behind an event of the stream.
    private struct Mark {
        let version: StreamVersion
        let projection: HistoryProjection
    }

    private struct Kept {
        var marks: [Mark] = []
        var lastUse = 0
    }

    private struct Memory {
        var executions: [StreamID: Kept] = [:]
        var uses = 0
    }

    private let client: ExecutionClient
    private let memory = Mutex(Memory())

    /// How many executions are remembered.
    private static let mostExecutions = 16
    /// How many marks of one execution are remembered; beyond it the last ones are.
    private static let mostMarks = 64
    /// How many events of a stream are read at one time, and told between two marks.
    private static let stride = 1000

    /// Makes a reader of a client's log.
    public init(client: ExecutionClient) {
        self.client = client
    }

    /// A part of a history: the events whose numbers are in `ids`, and how many events there are at least.
    ///
    /// - Parameter ids: numbers from 1; events that are not there yet are left out.
    /// - Throws: `EngineError` where the stream or its definition cannot be read.
    public func events(
        _ ids: Range<Int>, of execution: ExecutionOutline
    ) async throws(EngineError) -> (events: [HistoryEvent], length: Int) {
        var events: [HistoryEvent] = []
        // One more tells whether there is more.
        let length = try await tell(execution, from: ids.lowerBound, through: ids.upperBound) { event in
            if ids.contains(event.id) { events.append(event) }
        }
        return (events, length)
    }

    /// How many events a history has by now.
    ///
    /// - Throws: `EngineError` where the stream or its definition cannot be read.
    public func length(of execution: ExecutionOutline) async throws(EngineError) -> Int {
        try await tell(execution, from: Int.max, through: Int.max) { _ in }
    }

    /// Tells events from the last mark before `first` on, until the one with the number `last` was told or no more are there.
    private func tell(
        _ outline: ExecutionOutline, from first: Int, through last: Int, _ event: (HistoryEvent) -> Void
    ) async throws(EngineError) -> Int {
        let execution = outline.execution
        var mark: Mark
        if let known = known(execution, before: first) {
            mark = known
        } else {
            let definition = try await client.definition(outline.start)
            mark = Mark(version: .none, projection: HistoryProjection(definition: definition))
        }
        while mark.projection.length < last {
            let limit = HistoryPages.stride - Int(mark.version.rawValue) % HistoryPages.stride
            let page = try await client.read(execution, after: mark.version, limit: limit)
            guard let end = page.last else { break }
            var projection = mark.projection
            do {
                for recorded in page {
                    for told in try projection.append(recorded) { event(told) }
                    if projection.length >= last { return projection.length }
                }
            } catch {
                throw .unreadable(execution, error)
            }
            mark = Mark(version: end.version, projection: projection)
            remember(mark, of: execution)
            guard page.count == limit else { break }
        }
        return mark.projection.length
    }

    private func known(_ execution: StreamID, before first: Int) -> Mark? {
        memory.withLock { memory in
            memory.uses += 1
            memory.executions[execution]?.lastUse = memory.uses
            return memory.executions[execution]?.marks.last { $0.projection.length < first }
        }
    }

    private func remember(_ mark: Mark, of execution: StreamID) {
        memory.withLock { memory in
            var kept = memory.executions[execution] ?? Kept(lastUse: memory.uses)
            // Pages of one execution may be read side by side.
            guard !kept.marks.contains(where: { $0.version == mark.version }) else { return }
            // A mark in the middle of a stride is the end of what was there, and moves on with it.
            kept.marks.removeAll { $0.version.rawValue % Int64(HistoryPages.stride) != 0 && $0.version < mark.version }
            kept.marks.append(mark)
            kept.marks.sort { $0.version < $1.version }
            if kept.marks.count > HistoryPages.mostMarks { kept.marks.removeFirst() }
            memory.executions[execution] = kept
            guard memory.executions.count > HistoryPages.mostExecutions else { return }
            let oldest = memory.executions.min { $0.value.lastUse < $1.value.lastUse }
            if let oldest { memory.executions[oldest.key] = nil }
        }
    }
}
