internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// What a distributed Map ends with: an array of outputs, or files and a manifest that names them.
struct MapRunResults {
    /// One kind of files, of which the last is not written yet.
    private struct File {
        let name: String
        var entries: [UInt8] = []
        var written: [(key: String, size: Int)] = []
    }

    private let writer: ResultWriter?
    /// Whether files are written.
    private let isWritten: Bool
    private let objects: (any ObjectStore)?
    private let bucket: String
    private let folder: String
    private let arn: String
    private var outputs: [UInt8] = [UInt8(ascii: "[")]
    private var files = ["SUCCEEDED": File(name: "SUCCEEDED"), "FAILED": File(name: "FAILED")]

    /// The bytes of the outputs that are handed on.
    var size: Int { outputs.count }

    /// A file is written when it is this large, in bytes.
    private static let fileSize = 4_194_304

    init(
        _ plan: MapRunPlan, _ writer: ResultWriter?, arn: String, id: MapRunID, in objects: (any ObjectStore)?
    ) throws(TaskError) {
        self.writer = writer
        self.objects = objects
        self.arn = arn
        isWritten = writer?.resource != nil
        bucket = plan.writer?["Bucket"]?.stringValue ?? ""
        let prefix = plan.writer?["Prefix"]?.stringValue ?? ""
        folder = prefix.isEmpty ? id.uuid.text : "\(prefix)/\(id.uuid.text)"
        guard !isWritten || (objects != nil && !bucket.isEmpty) else {
            let cause = objects == nil ? "The engine has no object store." : "Bucket is missing."
            throw TaskError(PredefinedError.resultWriterFailed, cause: cause)
        }
    }

    /// Adds the next execution's, in the order of the items.
    mutating func add(_ end: ExecutionDescription) async throws {
        let isGood = end.status == .succeeded
        guard isWritten else {
            // What failed and is tolerated has no output.
            guard isGood || writer?.transformation == ResultWriter.Transformation.none else { return }
            for entry in writer == nil ? [end.output ?? .null] : entries(of: end) { append(entry, to: &outputs) }
            return
        }
        let kind = isGood ? "SUCCEEDED" : "FAILED"
        guard var file = files[kind] else { return }
        for entry in entries(of: end) {
            if writer?.outputType == .jsonLines {
                file.entries += entry.utf8
                file.entries.append(UInt8(ascii: "\n"))
            } else {
                if file.entries.isEmpty { file.entries.append(UInt8(ascii: "[")) }
                append(entry, to: &file.entries)
            }
        }
        if file.entries.count > MapRunResults.fileSize { try await write(&file) }
        files[kind] = file
    }

    /// The state's result.
    mutating func end() async throws -> JSONText {
        guard isWritten else {
            outputs.append(UInt8(ascii: "]"))
            return JSONText(unchecked: outputs[...])
        }
        for kind in files.keys.sorted() {
            guard var file = files[kind], !file.entries.isEmpty else { continue }
            try await write(&file)
            files[kind] = file
        }
        let key = "\(folder)/manifest.json"
        try await put(Array(JSONText(manifest).utf8), key)
        return JSONText([
            "MapRunArn": .string(arn), "ResultWriterDetails": ["Bucket": .string(bucket), "Key": .string(key)],
        ])
    }

    private var manifest: JSONValue {
        func list(_ kind: String) -> JSONValue {
            .array(
                (files[kind]?.written ?? []).map { ["Key": .string($0.key), "Size": .number(JSONNumber($0.size))] })
        }
        return [
            "DestinationBucket": .string(bucket), "MapRunArn": .string(arn),
            "ResultFiles": ["FAILED": list("FAILED"), "PENDING": [], "SUCCEEDED": list("SUCCEEDED")],
        ]
    }

    private func entries(of end: ExecutionDescription) -> [JSONText] {
        guard end.status == .succeeded, let output = end.output, let writer, writer.transformation != .none else {
            return [JSONText(metadata(end))]
        }
        guard writer.transformation == .flatten, let elements = (try? output.value())?.arrayValue else {
            return [output]
        }
        return elements.map { JSONText($0) }
    }

    /// What the service writes of an execution.
    private func metadata(_ end: ExecutionDescription) -> JSONValue {
        var entry: JSONObject = [
            "ExecutionArn": .string(end.arn), "Input": .string(end.input.string), "InputDetails": ["Included": true],
            "Name": .string(end.name),
        ]
        if let output = end.output {
            entry["Output"] = .string(output.string)
            entry["OutputDetails"] = ["Included": true]
        }
        if let error = end.error { entry["Error"] = .string(error) }
        if let cause = end.cause { entry["Cause"] = .string(cause) }
        entry["RedriveCount"] = .number(JSONNumber(end.state.redriveCount))
        entry["StartDate"] = .string("\(end.startedAt)")
        entry["StateMachineArn"] = .string(end.stateMachineArn)
        entry["Status"] = .string(end.status.rawValue)
        if let stoppedAt = end.stoppedAt { entry["StopDate"] = .string("\(stoppedAt)") }
        return .object(entry)
    }

    private func append(_ text: JSONText, to bytes: inout [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes += text.utf8
    }

    private func write(_ file: inout File) async throws {
        if writer?.outputType == .json { file.entries.append(UInt8(ascii: "]")) }
        let suffix = writer?.outputType == .json ? "json" : "jsonl"
        let key = "\(folder)/\(file.name)_\(file.written.count).\(suffix)"
        try await put(file.entries, key)
        file.written.append((key, file.entries.count))
        file.entries = []
    }

    private func put(_ bytes: [UInt8], _ key: String) async throws {
        try await objects?.write(bytes, to: ObjectLocation(bucket: bucket, key: key))
    }
}
