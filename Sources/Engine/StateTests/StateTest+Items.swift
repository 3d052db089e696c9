internal import EventLog
public import JSON
internal import Logging
internal import StatesLanguage

extension StateTest {
    /// The items that the reader of the distributed Map would make of an object.
    ///
    /// - Parameter data: what the object holds, in the format that the reader expects.
    /// - Throws: `TaskError` named `States.ItemReaderFailed`, which is what the state would fail with.
    public func items(readFrom data: String) async throws -> [JSONText] {
        guard let (map, plan) = distributedMap, let reader = map.distributed?.reader else { return [] }
        if reader.isQuery || reader.resource.hasSuffix("listObjectsV2") {
            // What is listed or asked for comes as the list itself.
            guard let list = try? JSONValue(parsing: data), let items = list.arrayValue else {
                throw TaskError(
                    PredefinedError.itemReaderFailed, cause: "Attempting to map over non-iterable node.")
            }
            return items.map { JSONText($0) }
        }
        let location = ObjectLocation(
            bucket: plan.reader?["Bucket"]?.stringValue ?? "", key: plan.reader?["Key"]?.stringValue ?? "")
        let store = OneObject(location: location, bytes: Array(data.utf8))
        do {
            var source = try await ItemSource(plan, reader, in: store, rows: nil)
            var items: [JSONText] = []
            while let item = try await source.next() { items.append(item) }
            return items
        } catch let failure as ItemReaderFailure {
            throw TaskError(PredefinedError.itemReaderFailed, cause: failure.description)
        }
    }

    /// What the executions of the distributed Map would be given, as an array; `nil` where the Map puts no items together.
    ///
    /// - Throws: `TaskError` where an item cannot be made.
    public func batches(of readItems: [JSONText]?) async throws -> JSONText? {
        guard let (map, plan) = distributedMap, map.distributed?.batcher != nil, let attempt, let start = state.start
        else { return nil }
        let context = TaskContext(
            of: attempt, in: execution, name: start.name, executionArn: state.arn, stateMachineArn: start.stateMachine,
            logger: .init(label: "daybook"))
        let items = try MapRunItems(
            state: map, plan: plan, context: context, parent: state, contextReplacement: decider.contextReplacement)
        var source = ItemSource(
            listing: readItems ?? (plan.items ?? []).map { JSONText($0) }, atMost: plan.maxItems)
        var (index, waiting) = (0, JSONText?.none)
        var writer = JSONWriter()
        writer.beginArray()
        while let batch = try await items.next(&source, index: &index, waiting: &waiting) { writer.text(batch.input) }
        writer.endArray()
        return JSONText(unchecked: writer.utf8[...])
    }

    private var distributedMap: (MapState, MapRunPlan)? {
        guard let attempt, attempt.isMapRun, let plan = MapRunPlan(attempt.parameters) else { return nil }
        guard case .map(let map)? = decider.definition.state(named: name) else { return nil }
        return (map, plan)
    }
}

/// An object store that holds what a test was given.
private struct OneObject: ObjectStore {
    let location: ObjectLocation
    let bytes: [UInt8]

    func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int { bytes.count }

    func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
        Array(bytes[range.clamped(to: bytes.indices)])
    }

    func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {
        throw ObjectStoreError.failed(location, reason: "a test writes no objects")
    }

    func list(
        bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] { [] }
}
