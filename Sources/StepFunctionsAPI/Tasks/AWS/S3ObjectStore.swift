public import Engine
internal import EventLog
internal import JSON

/// Objects in S3, or in what speaks like it: where distributed Maps read their items and write their results.
///
/// A request asks for 4 MiB of an object at the most. In memory is what is read at one time: such a part, or the whole of an object
/// that is one array of JSON. What no server answers, or a server that is too busy, is asked for three times.
public struct S3ObjectStore: ObjectStore {
    private static let attempts = 3

    private let aws: AWSClient

    /// Takes the endpoint, the keys and the region of settings; `nil` where they name no endpoint.
    public init?(_ settings: ServiceSettings, configuration: EngineConfiguration) {
        guard settings.aws != nil else { return nil }
        aws = AWSClient(settings, HTTPClient(authorities: settings.authorities), configuration)
    }

    /// 4 MiB: each part is a request.
    public var partLength: Int { 4 * 1024 * 1024 }

    /// What a HEAD says of it.
    public func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int {
        let members = try await asked(of: location) { try await head(location) }
        guard let size = members["ContentLength"]?.numberValue?.int else {
            throw .failed(location, reason: "the answer does not tell its size")
        }
        return size
    }

    private func head(_ location: ObjectLocation) async throws -> JSONObject {
        try await aws.output(.s3, "headObject", Self.parameters(location), failingAs: "S3").members
    }

    /// The bytes of a range, part by part.
    public func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < range.count {
            let first = range.lowerBound + bytes.count
            let last = min(first + partLength, range.upperBound) - 1
            let part = try await asked(of: location) { try await fetch(location, first...last) }
            bytes += part
            if part.count < last - first + 1 { break }
        }
        return bytes
    }

    private func fetch(_ location: ObjectLocation, _ range: ClosedRange<Int>) async throws -> [UInt8] {
        var parameters = Self.parameters(location)
        parameters["Range"] = .string("bytes=\(range.lowerBound)-\(range.upperBound)")
        do {
            let answer = try await aws.answer(.s3, "getObject", parameters, failingAs: "S3")
            // Who does not know ranges sends all.
            guard answer.status != 206 else { return answer.body }
            return Array(answer.body.dropFirst(range.lowerBound).prefix(range.count))
        } catch let failure as AWSFailure where failure.status == 416 {
            // Nothing is behind the end.
            return []
        }
    }

    /// One PUT.
    public func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {
        var parameters = Self.parameters(location)
        parameters["ContentType"] = "application/json"
        _ = try await asked(of: location) { [parameters] in
            try await aws.answer(.s3, "putObject", parameters, body: bytes, failingAs: "S3")
        }
    }

    /// A page of a list.
    public func list(
        bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] {
        let parameters: JSONObject = [
            "Bucket": .string(bucket), "Prefix": .string(prefix), "StartAfter": key.map { .string($0) } ?? .null,
        ]
        let members = try await asked(of: ObjectLocation(bucket: bucket, key: prefix)) {
            try await aws.output(.s3, "listObjectsV2", parameters, failingAs: "S3").members
        }
        return (members["Contents"]?.arrayValue ?? []).compactMap { object in
            guard let key = object["Key"]?.stringValue, let size = object["Size"]?.numberValue?.int else { return nil }
            let modified = object["LastModified"]?.stringValue.flatMap { AWSMoment($0) }
            return ObjectSummary(
                key: key, size: size, lastModified: modified?.time ?? Timestamp(microseconds: 0),
                etag: object["ETag"]?.stringValue, storageClass: object["StorageClass"]?.stringValue ?? "STANDARD")
        }
    }

    private static func parameters(_ location: ObjectLocation) -> JSONObject {
        [
            "Bucket": .string(location.bucket), "Key": .string(location.key),
            "VersionId": location.version.map { .string($0) } ?? .null,
        ]
    }

    /// Asks, and asks again where another time may be better.
    private func asked<Value: Sendable>(
        of location: ObjectLocation, _ ask: () async throws -> Value
    ) async throws(ObjectStoreError) -> Value {
        var attempt = 1
        while true {
            do {
                return try await ask()
            } catch let failure as AWSFailure {
                if failure.code == "NoSuchKey" { throw .noSuchKey(location) }
                let mayPass = failure.status >= 500 || failure.status == 429
                if !mayPass || attempt == Self.attempts {
                    throw .failed(location, reason: failure.taskError(of: .s3).cause)
                }
            } catch let failure as HTTPClient.Failure {
                let mayPass = if case .noAnswer = failure { true } else { false }
                if !mayPass || attempt == Self.attempts {
                    throw .failed(location, reason: AWSClient.taskError(failure, "S3").cause)
                }
            } catch let error as TaskError {
                throw .failed(location, reason: error.cause)
            } catch {
                throw .failed(location, reason: "\(error)")
            }
            let pause = Duration.milliseconds(100 << (2 * attempt))
            try? await aws.clock.sleep(until: aws.clock.now().adding(pause))
            if Task.isCancelled { throw .failed(location, reason: "nobody waits for it any more") }
            attempt += 1
        }
    }
}
