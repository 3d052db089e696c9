internal import EventLog
internal import JSON
internal import Logging
internal import StatesLanguage

/// The executions of a Map Run.
struct MapRunChildren: Sendable {
    /// One that has ended.
    struct End: Sendable {
        let number: Int
        let items: Int
        let description: ExecutionDescription
    }

    let engine: ExecutionEngine
    let machine: StateMachine
    let id: MapRunID
    let arn: String
    /// What the run was begun with, and how often it was redriven.
    let begun: BegunMapRun

    /// The redrive in which its executions go on; 0 where the run had come to its results before, and nothing of it goes on.
    private var redrive: Int { begun.hasSucceeded ? 0 : begun.run.count }

    /// Begins the execution of this number, or finds it, and waits for its end; where it was begun before the run was
    /// redriven and has no good end, it goes on.
    func run(_ number: Int, _ batch: MapRunItems.Batch) async throws -> End {
        let execution = id.child(number)
        // What had come to its results begins nothing more.
        let isThere = begun.hasSucceeded ? true : try await !begins(execution, batch)
        if isThere {
            guard let input = try await begunInput(number) else {
                throw ItemReaderFailure("The items changed since the Map Run ended: there are more than before.")
            }
            // Read a second time, a list or an object may not be what it was. To go on would run items twice, and others never.
            guard MapRunChildren.isSame(input, batch.input) else {
                throw ItemReaderFailure(
                    "The items changed while the Map ran: those of execution \(number) were others before.")
            }
        }
        return End(number: number, items: batch.count, description: try await end(of: execution))
    }

    /// False where it was begun before this task was taken over, or the run redriven.
    private func begins(_ execution: StreamID, _ batch: MapRunItems.Batch) async throws -> Bool {
        do {
            let plan = try StartPlan(
                child: execution, of: machine, input: batch.input, items: batch.isBatch ? batch.count : nil,
                mapRun: arn, redrive: redrive == 0 ? nil : redrive, configuration: engine.configuration)
            _ = try await engine.patiently { () async throws(EngineError) in try await engine.start(plan) }
            return true
        } catch EngineError.executionAlreadyExists {
            return false
        } catch EngineError.inputTooLarge {
            throw TaskError(
                PredefinedError.dataLimitExceeded,
                cause: "The input of an execution of the Map exceeds the maximum number of bytes service limit.")
        }
    }

    /// What the execution of this number was begun with; `nil` where it was not begun.
    func begunInput(_ number: Int) async throws -> JSONText? {
        let first = try await engine.patiently { () async throws(EngineError) in
            try await engine.client.read(id.child(number), limit: 1)
        }.first
        guard case .executionStarted(let start)? = try first.map({ try ExecutionEvent($0) }) else { return nil }
        return start.input
    }

    /// Where it comes to an end in this redrive of the run. What ended badly before, or is stopped by a worker of an earlier
    /// time, is redriven first.
    private func end(of execution: StreamID) async throws -> ExecutionDescription {
        while true {
            let description = try await engine.patiently { () async throws(EngineError) in
                try await engine.result(of: execution)
            }
            guard description.status != .succeeded, description.state.mapRunRedrive < redrive else {
                return description
            }
            do {
                try await engine.patiently { () async throws(EngineError) in
                    try await engine.client.redrive(
                        execution, .redrive(requestedBy: arn, mapRunRedrive: redrive))
                }
            } catch EngineError.refused(.eventLimitReached) {
                return description
            } catch EngineError.refused {
                // An earlier worker of this redrive was quicker.
            }
            engine.takeNotice(ofRedrive: execution)
        }
    }

    /// An object of a list is the same by its key, also where it was written anew meanwhile.
    private static func isSame(_ one: JSONText, _ other: JSONText) -> Bool {
        if one == other { return true }
        guard let one = try? one.value(), let other = try? other.value() else { return false }
        return one == other || identity(of: one) == identity(of: other)
    }

    private static func identity(of value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(identity))
        case .object(let object):
            let isListed = ["Key", "LastModified", "Size", "StorageClass"].allSatisfy { object[$0] != nil }
            if isListed { return ["Key": object["Key"] ?? .null] }
            var identities = JSONObject()
            for (name, value) in object { identities[name] = identity(of: value) }
            return .object(identities)
        default: return value
        }
    }

    /// Stops all that still run, whoever began them, but for those that a later redrive lets go on. One that cannot be
    /// reached goes on to an end of its own, of which nobody wants to know.
    func stop() async {
        var query = StreamQuery(category: .execution, limit: 1000)
        query.labels = ["mapRun": arn]
        do {
            while true {
                let page = try await engine.client.listOpen(query)
                for child in page.streams { await stop(child.stream) }
                guard let next = page.next else { return }
                query.after = next
            }
        } catch {
            engine.configuration.logger.warning(
                "executions of a Map Run that was aborted go on", metadata: ["mapRun": "\(arn)", "error": "\(error)"])
        }
    }

    private func stop(_ child: StreamID) async {
        do throws(EngineError) {
            try await engine.client.stop(
                child, .stop(error: nil, cause: "The Map Run was aborted.", requestedBy: arn, mapRunRedrive: redrive))
        } catch .refused {
            // It has ended meanwhile.
        } catch {
            engine.configuration.logger.warning(
                "an execution of a Map Run that was aborted goes on",
                metadata: ["execution": "\(child)", "error": "\(error)"])
        }
    }
}

extension ExecutionEngine {
    /// Asks again where the store is not available, and for as long as it takes: a Map does not fail because a database was
    /// started anew. Where the engine ends, it waits to be cancelled, so that nothing is recorded of a Map that will go on.
    package func patiently<Value: Sendable>(_ ask: () async throws(EngineError) -> Value) async throws -> Value {
        while true {
            do throws(EngineError) {
                return try await ask()
            } catch {
                switch error {
                case .store(let failure) where failure.advice != .giveUp:
                    try await Task.sleep(for: .milliseconds(100))
                case .shuttingDown: try await Task.sleep(for: .seconds(1_000_000))
                default: throw error
                }
            }
        }
    }
}
