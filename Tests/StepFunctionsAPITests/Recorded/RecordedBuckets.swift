import Crypto
import Engine
import Foundation
import JSON
import Synchronization

@testable import StepFunctionsAPI

/// S3 as far as recorded cases need it: objects are put, read in parts and listed, and nothing is checked but that requests are signed.
final class RecordedBuckets: Sendable {
    private struct Object {
        let body: String
        let type: String
        let checksum: String?

        var etag: String {
            "\"" + Insecure.MD5.hash(data: Data(body.utf8)).map { String(format: "%02x", $0) }.joined() + "\""
        }
    }

    /// The objects by path, those of a bucket that is there among them.
    private let objects = Mutex<[String: Object]>([:])
    private let buckets = Mutex<Set<String>>([])

    /// Whether a call is one of S3, of which each has a path.
    static func has(_ call: ServiceServer.Call) -> Bool { call.path != "/" }

    /// Makes a recorded call of S3 itself, as boto3 did: a body is a text, of which nothing is said.
    static func make(_ call: JSONValue, on settings: ServiceSettings) async throws -> JSONObject {
        let aws = AWSClient(settings, RunningServer.client, EngineConfiguration())
        let operation = call["operation"]?.stringValue ?? ""
        var request = call["request"]?.objectValue ?? JSONObject()
        guard let body = request["Body"]?.stringValue else {
            // As boto3 does, by which the calls were recorded.
            if operation == "GetObject" { request["ChecksumMode"] = "ENABLED" }
            return try await aws.call(.s3, operation, request, failingAs: "S3").members
        }
        (request["Body"], request["ContentType"]) = (nil, "binary/octet-stream")
        _ = try await aws.answer(.s3, operation, request, body: Array(body.utf8), failingAs: "S3")
        return JSONObject()
    }

    func answer(_ call: ServiceServer.Call) -> ServiceServer.Answer {
        guard call.headers["authorization"]?.contains("/s3/aws4_request") ?? false else {
            return failure(403, "AccessDenied", "Access Denied")
        }
        let parts = call.path.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            if call.method == "PUT" {
                _ = buckets.withLock { $0.insert(parts[0]) }
                return ServiceServer.Answer(headers: ["Location": call.path], body: "")
            }
            return list(parts[0], call.query)
        }
        guard buckets.withLock({ $0.contains(parts[0]) }) else {
            return failure(404, "NoSuchBucket", "The specified bucket does not exist")
        }
        return call.method == "PUT" ? put(call) : get(call)
    }

    private func put(_ call: ServiceServer.Call) -> ServiceServer.Answer {
        let object = Object(
            body: call.body, type: call.headers["content-type"] ?? "binary/octet-stream",
            checksum: call.headers["x-amz-checksum-crc32"])
        objects.withLock { $0[call.path] = object }
        return ServiceServer.Answer(headers: headers(of: object, withChecksum: true), body: "")
    }

    private func get(_ call: ServiceServer.Call) -> ServiceServer.Answer {
        guard let object = objects.withLock({ $0[call.path] }) else {
            return failure(404, "NoSuchKey", "The specified key does not exist.")
        }
        var headers = headers(of: object, withChecksum: call.headers["x-amz-checksum-mode"] == "ENABLED")
        headers["Content-Type"] = object.type
        headers["Last-Modified"] = "Fri, 01 May 2026 10:00:00 GMT"
        headers["accept-ranges"] = "bytes"
        guard let range = call.headers["range"]?.split(whereSeparator: { "=-".contains($0) }).compactMap({ Int($0) })
        else {
            return ServiceServer.Answer(headers: headers, body: object.body)
        }
        let bytes = Array(object.body.utf8)
        guard range[0] < bytes.count else {
            return failure(416, "InvalidRange", "The requested range is not satisfiable")
        }
        let part = bytes[range[0]...min(range[1], bytes.count - 1)]
        return ServiceServer.Answer(status: 206, headers: headers, body: String(decoding: part, as: UTF8.self))
    }

    private func list(_ bucket: String, _ query: String) -> ServiceServer.Answer {
        let after = query.firstMatch(of: /start-after=([^&]*)/).flatMap { $0.1.removingPercentEncoding } ?? ""
        let found = objects.withLock { objects in
            objects.filter { $0.key.hasPrefix("/\(bucket)/") && $0.key.dropFirst(bucket.count + 2) > after }
        }
        let contents = found.sorted { $0.key < $1.key }.map { path, object in
            """
            <Contents><Key>\(path.dropFirst(bucket.count + 2))</Key><LastModified>2026-05-01T10:00:00.000Z</LastModified>\
            <ETag>&quot;\(object.etag.dropFirst().dropLast())&quot;</ETag><Size>\(object.body.utf8.count)</Size>\
            <StorageClass>STANDARD</StorageClass></Contents>
            """
        }
        return ServiceServer.Answer(
            headers: ["Content-Type": "application/xml"],
            body: """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>\(bucket)</Name>\
                \(contents.joined())</ListBucketResult>
                """)
    }

    private func headers(of object: Object, withChecksum: Bool) -> [String: String] {
        var headers = ["ETag": object.etag, "x-amz-server-side-encryption": "AES256"]
        if withChecksum, let checksum = object.checksum {
            headers["x-amz-checksum-crc32"] = checksum
            headers["x-amz-checksum-type"] = "FULL_OBJECT"
        }
        return headers
    }

    private func failure(_ status: Int, _ code: String, _ message: String) -> ServiceServer.Answer {
        ServiceServer.Answer(
            status: status, headers: ["Content-Type": "application/xml"],
            body: "<Error><Code>\(code)</Code><Message>\(message)</Message><RequestId>ID</RequestId></Error>")
    }
}
