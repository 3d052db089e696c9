import BenchmarkSupport
import Engine
import EventLog
import Foundation
import JSON
import Logging
import PostgresBackend
import ServiceLifecycle
import StepFunctionsAPI
import UnixSignals

/// The server in a process of its own: `serve-benchmark server URL`.
final class ServerProcess {
    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    private static let role = "arn:aws:iam::123456789012:role/r"
    private static let machine = #"{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}"#

    init(_ database: Database) throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["server", database.url]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        port = Int(ServerProcess.line(output)) ?? 0
        guard port > 0 else { throw BenchmarkError("the server did not start") }
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.terminate()
        process.waitUntilExit()
    }

    /// How many executions a second its engine starts without HTTP, 64 at one time.
    func startsAlone() throws -> Double {
        try input.fileHandleForWriting.write(contentsOf: Data("starts\n".utf8))
        return Double(ServerProcess.line(output)) ?? 0
    }

    func health() throws -> Double {
        let request = Array("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        let load = Load(port: port, connections: 64)
        _ = try load.full(request, count: 2000)
        return try load.full(request, count: 10_000).rate
    }

    func createMachine() throws -> String {
        try make("CreateStateMachine", ["name": "m", "definition": .string(Self.machine)], "stateMachineArn")
    }

    /// An activity, and a machine that waits for its workers.
    func createActivity() throws -> (arn: String, machine: String) {
        let arn = try make("CreateActivity", ["name": "a"], "activityArn")
        let definition = #"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"\#(arn)","End":true}}}"#
        return (
            arn, try make("CreateStateMachine", ["name": "w", "definition": .string(definition)], "stateMachineArn")
        )
    }

    func startActivity(_ machine: String) throws {
        _ = try make("StartExecution", ["stateMachineArn": .string(machine)], "executionArn")
    }

    func start(_ machine: String) -> [UInt8] {
        request(
            "StartExecution", ["stateMachineArn": .string(machine), "input": #"{"timesheet":"may.csv","hours":7.5}"#])
    }

    func poll(_ activity: String) -> [UInt8] { request("GetActivityTask", ["activityArn": .string(activity)]) }

    private func make(_ operation: String, _ members: JSONObject, _ result: String) throws -> String {
        var members = members
        if operation == "CreateStateMachine" { members["roleArn"] = .string(Self.role) }
        let connection = try Connection(port: port)
        try connection.send(request(operation, members))
        return try JSONValue(parsing: try connection.receive())[result]?.stringValue ?? ""
    }

    private func request(_ operation: String, _ members: JSONObject) -> [UInt8] {
        let body = JSONValue.object(members).text
        return Array(
            """
            POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: AWSStepFunctions.\(operation)\r\n\
            Content-Type: application/x-amz-json-1.0\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """.utf8)
    }

    /// Of the process so far.
    var processorSeconds: Double {
        let stat = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        let fields = (stat.lastIndex(of: ")").map { stat[$0...] } ?? "").split(separator: " ")
        return fields.dropFirst(12).prefix(2).compactMap { Double($0) }.reduce(0, +)
            / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    var residentBytes: Int {
        let statm = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        return (statm?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/fd").count) ?? 0
    }

    private static func line(_ pipe: Pipe) -> String {
        var line = Data()
        while !line.contains(0x0a) {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        return String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension ServerProcess {
    /// Serves until it is told to end; `starts` on its input measures the engine alone.
    static func main(_ arguments: [String]) async throws {
        guard let url = arguments.first else { throw BenchmarkError("usage: serve-benchmark server URL") }
        let store = try await PostgresEventStore.open(url, migrating: true)
        var configuration = EngineConfiguration()
        configuration.queue = Queue("serve")
        configuration.logger.logLevel = .error
        let engine = ExecutionEngine(store: store, configuration: configuration)
        let service = StepFunctionsService(engine: engine, store: store, configuration: configuration)
        service.registerTasks(ServiceSettings())
        let server = StepFunctionsServer(service, port: 0) { say("\($0)") }
        let alone = try StateMachine(name: "alone", definition: machine, role: Role(arn: role, resources: ["*"]))
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: engine), .init(service: server)], gracefulShutdownSignals: [.sigterm],
                logger: configuration.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                for await line in lines() where line == "starts" {
                    _ = try await rate(engine, alone, count: 2000)
                    say("\(try await rate(engine, alone, count: 10_000))")
                }
            }
            try await tasks.waitForAll()
        }
        await store.close()
    }

    private static func rate(_ engine: ExecutionEngine, _ machine: StateMachine, count: Int) async throws -> Double {
        let began = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<64 {
                tasks.addTask {
                    for _ in 0..<count / 64 {
                        _ = try await engine.start(machine, input: #"{"timesheet":"may.csv","hours":7.5}"#)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        return Double(count / 64 * 64) / ((ContinuousClock.now - began) / .seconds(1))
    }

    /// What is said to it, read on a thread that may block.
    private static func lines() -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            while let line = readLine() { continuation.yield(line) }
            continuation.finish()
        }
        return lines
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
