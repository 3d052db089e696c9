import Engine
import EngineTesting
import EventLog
import JSON
import Logging
import MemoryBackend
import Synchronization

/// Several engines on one log, each behind a link that goes wrong, on a clock that leaps; some are killed on the way.
///
/// Everything that chance decides follows from the seed, but for the order in which the system runs tasks.
final class Simulation: Sendable {
    /// One call of a handler.
    struct Call: Hashable, Sendable {
        let execution: StreamID
        let task: TaskID
        let run: Int
        let atMostOnce: Bool
    }

    let seed: UInt64
    let clock = ManualClock()
    let store: MemoryEventStore
    private let faults: StoreFaults
    private let calls = Mutex<[Call: Int]>([:])
    private let doubled = Mutex(0)
    private let links = Mutex<[WorkerID: FaultyEventStore]>([:])

    init(seed: UInt64, faults: StoreFaults) {
        self.seed = seed
        self.faults = faults
        let clock = clock
        store = MemoryEventStore { clock.now() }
    }

    /// How many names got two executions.
    var doubledNames: Int { doubled.withLock { $0 } }

    /// How often each run of each attempt was carried out.
    var callCounts: [Call: Int] { calls.withLock { $0 } }

    /// Starts `count` executions, each by two engines at once, kills engines meanwhile, and waits until all have ended or
    /// the clock has made `leaps` leaps.
    func run(_ count: Int, leaps: Int) async throws -> [StreamID] {
        let driver = Task { await self.drive(leaps) }
        defer { driver.cancel() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            var (first, firstLink) = try engine(1)
            let (second, _) = try engine(2)
            var firstRun = Task { [first] in try await first.run() }
            let secondRun = Task { try await second.run() }
            var executions: [StreamID] = []
            for number in 0..<count {
                if number % (count / 3) == count / 4 {
                    firstLink.unplug()
                    store.declareDead(first.worker)
                    firstRun.cancel()
                    (first, firstLink) = try engine(UInt64(10 + number))
                    firstRun = Task { [first] in try await first.run() }
                }
                if let execution = await start(number, first, second) { executions.append(execution) }
            }
            // Faults stop: from here on everything has to come to its end.
            links.withLock { $0.values.forEach { $0.faults = StoreFaults() } }
            group.addTask { [executions] in await self.waitForEnds(executions, leaps: driver) }
            try await group.waitForAll()
            firstRun.cancel()
            secondRun.cancel()
            _ = await firstRun.result
            _ = await secondRun.result
            return executions
        }
    }

    private func start(_ number: Int, _ engines: ExecutionEngine...) async -> StreamID? {
        let machine = ["pay", "sleep", "once", "fork"][number % 4]
        var execution: StreamID?
        for engine in engines {
            // A start whose answer was lost is asked again; that is what names are for.
            for _ in 0..<20 {
                guard let result = try? await engine.start(machine, input: "\(number)", name: "n\(number)") else {
                    continue
                }
                if let execution, execution != result.execution { doubled.withLock { $0 += 1 } }
                execution = result.execution
                links.withLock { $0[engine.worker]?.faults = faults }
                break
            }
        }
        return execution
    }

    private func waitForEnds(_ executions: [StreamID], leaps driver: Task<Void, Never>) async {
        var open = Set(executions)
        while !open.isEmpty, !hasStopped.withLock({ $0 }) {
            for execution in open {
                guard let summary = try? await store.head(of: execution) else { continue }
                if summary.status != StreamStatus("RUNNING") { open.remove(execution) }
            }
            await Task.yield()
        }
    }

    private let hasStopped = Mutex(false)

    private func drive(_ leaps: Int) async {
        for _ in 0..<leaps where !Task.isCancelled {
            for _ in 0..<40 { await Task.yield() }
            clock.advanceToNextSleeper()
        }
        hasStopped.withLock { $0 = true }
    }

    private func engine(_ number: UInt64) throws -> (ExecutionEngine, FaultyEventStore) {
        // An engine that cannot register at its very start gives up, and rightly: signs of life fail only later.
        var faults = faults
        faults.failedKeepAlives = 0
        let link = FaultyEventStore(store, faults: faults, seed: seed &* 31 &+ number)
        let generator = Mutex(SeededGenerator(seed: seed &* 17 &+ number))
        var configuration = EngineConfiguration()
        configuration.clock = clock
        configuration.lease = .seconds(60)
        configuration.takeoverLimit = 1000
        configuration.random = { generator.withLock { $0.next() } }
        configuration.logger = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
        let engine = ExecutionEngine(store: link, configuration: configuration)
        links.withLock { $0[engine.worker] = link }
        for name in ["a", "b", "c"] { handle(engine, name, TaskOptions(concurrency: name == "b" ? 3 : nil)) }
        handle(engine, "o", TaskOptions(atMostOnce: true))
        try engine.add(
            Bench.machine(
                States.task("a", next: "b") + ","
                    + States.task(
                        "b", #""Retry": [{"ErrorEquals": ["Flaky"], "JitterStrategy": "FULL"}],"#, next: "c") + ","
                    + States.task("c"), name: "pay"))
        try engine.add(
            Bench.machine(
                #""w": {"Type": "Wait", "Seconds": 40, "Next": "v"}, "v": {"Type": "Wait", "Seconds": 3, "Next": "a"},"#
                    + States.task("a"), name: "sleep"))
        try engine.add(
            Bench.machine(
                States.task(
                    "o",
                    #""Catch": [{"ErrorEquals": ["Daybook.OutcomeUnknown"], "ResultPath": null, "Next": "p"}],"#)
                    + "," + States.pass("p"), name: "once"))
        try engine.add(
            Bench.machine(
                ParallelTests.parallel(
                    #""ResultPath": null,"#, States.task("a"),
                    States.pass("items", #""Result": [1, 2, 3, 4, 5],"#, next: "M") + ","
                        + MapTests.map(
                            #""MaxConcurrency": 2,"#,
                            States.task("b", #""Retry": [{"ErrorEquals": ["Flaky"], "JitterStrategy": "FULL"}],"#))),
                name: "fork"))
        return (engine, link)
    }

    private func handle(_ engine: ExecutionEngine, _ name: String, _ options: TaskOptions) {
        engine.handle(name, options) { context in
            let call = Call(
                execution: context.execution, task: context.task, run: context.run, atMostOnce: options.atMostOnce)
            self.calls.withLock { $0[call, default: 0] += 1 }
            for _ in 0..<(Int(context.task.rawValue) % 5) { await Task.yield() }
            if name == "b", context.attempt < Int(context.execution.uuid.low % 3) {
                throw TaskError("Flaky", cause: "attempt \(context.attempt)")
            }
            return try context.input.value()
        }
    }
}
