import Engine
import EventLog
import JSON
import Testing

@testable import CurlTransfers
@testable import StepFunctionsAPI

@Suite("REST services") struct RESTTests {
    private static func request(_ service: String, _ action: String, _ parameters: JSONObject) throws -> AWSRequest {
        let service = try #require(AWSService.named(service))
        return try AWSRequest(service, action, AWSMembers(service: service).outgoing(parameters, to: action))
    }

    @Test(
        "are asked with each member where it belongs",
        arguments: [
            (
                "getObject",
                ["Bucket": "b", "Key": "a b/ü", "VersionId": "v+1", "IfModifiedSince": "2026-05-01T10:00:00Z"],
                "GET /b/a%20b/%C3%BC?versionId=v%2B1", ["If-Modified-Since": "Fri, 01 May 2026 10:00:00 GMT"], ""
            ),
            (
                "listObjectsV2",
                ["Bucket": "b", "Prefix": "x/", "MaxKeys": 3, "OptionalObjectAttributes": ["A", "B"]],
                "GET /b?list-type=2&max-keys=3&prefix=x%2F", ["x-amz-optional-object-attributes": "A,B"], ""
            ),
            (
                "putObject", ["Bucket": "b", "Key": "k", "Body": ["a": 1], "Metadata": ["Team": "pay"]], "PUT /b/k",
                [
                    "x-amz-meta-Team": "pay", "Content-Type": "text/plain; charset=UTF-8",
                    "x-amz-checksum-crc32": "Vhusrw==",
                ], #"{"a":1}"#
            ),
            (
                "putObject",
                [
                    "Bucket": "b", "Key": "k", "ObjectLockRetainUntilDate": "2027-01-01T01:00:00+01:00",
                    "Expires": "now",
                ],
                "PUT /b/k",
                ["x-amz-object-lock-retain-until-date": "2027-01-01T00:00:00Z", "Expires": "now"], ""
            ),
            (
                "deleteObjects",
                ["Bucket": "b", "Delete": ["Objects": [["Key": "<1>"], ["Key": "2"]], "Quiet": true]],
                "POST /b?delete=", ["Content-Type": "application/xml"],
                #"<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>&lt;1&gt;</Key></Object>"#
                    + "<Object><Key>2</Key></Object><Quiet>true</Quiet></Delete>"
            ),
        ] as [(String, JSONObject, String, [String: String], String)])
    func requests(
        _ action: String, _ parameters: JSONObject, _ line: String, _ headers: [String: String], _ body: String
    ) throws {
        let request = try Self.request("s3", action, parameters)
        #expect("\(request.method) \(request.path)\(request.query.isEmpty ? "" : "?")\(request.query)" == line)
        #expect(String(decoding: request.body, as: UTF8.self) == body)
        for (name, value) in headers {
            #expect(request.headers.contains { $0 == (name, value) }, "\(name) in \(request.headers)")
        }
    }

    @Test(
        "in JSON are asked with members as the wire has them",
        arguments: [
            (
                "lambda", "invoke", ["FunctionName": "f", "InvocationType": "Event", "Payload": ["a": 1]],
                "POST /2015-03-31/functions/f/invocations", #"{"a":1}"#
            ),
            (
                "lambda", "untagResource", ["Resource": "arn:aws:lambda:r:1:function:f", "TagKeys": ["a", "b c"]],
                "DELETE /2017-03-31/tags/arn%3Aaws%3Alambda%3Ar%3A1%3Afunction%3Af?tagKeys=a&tagKeys=b%20c", ""
            ),
            (
                "scheduler", "createSchedule",
                [
                    "Name": "n", "StartDate": "2026-05-01T10:00:00Z",
                    "Target": ["EcsParameters": ["CapacityProviderStrategy": [["Base": 1, "CapacityProvider": "c"]]]],
                ], "POST /schedules/n",
                #"{"StartDate":1777629600,"Target":{"EcsParameters":{"CapacityProviderStrategy":"#
                    + #"[{"base":1,"capacityProvider":"c"}]}}}"#
            ),
            (
                "batch", "submitJob", ["JobName": "j", "Parameters": ["Key": "v"], "ContainerOverrides": ["Vcpus": 1]],
                "POST /v1/submitjob", #"{"jobName":"j","parameters":{"Key":"v"},"containerOverrides":{"vcpus":1}}"#
            ),
            (
                "bedrockruntime", "converse",
                [
                    "ModelId": "m:0", "AdditionalModelRequestFields": ["Top_K": 1],
                    "Messages": [["Role": "user", "Content": [["Text": "hi"]]]],
                ], "POST /model/m%3A0/converse",
                #"{"additionalModelRequestFields":{"Top_K":1},"messages":[{"role":"user","content":[{"text":"hi"}]}]}"#
            ),
            (
                "emrserverless", "listJobRuns", ["ApplicationId": "a", "CreatedAtAfter": "2026-05-01T12:00:00+02:00"],
                "GET /applications/a/jobruns?createdAtAfter=2026-05-01T10%3A00%3A00Z", ""
            ),
            (
                "route53", "getHostedZone", ["Id": "/hostedzone/Z1"], "GET /2013-04-01/hostedzone/Z1", ""
            ),
        ] as [(String, String, JSONObject, String, String)])
    func documents(
        _ service: String, _ action: String, _ parameters: JSONObject, _ line: String, _ body: String
    ) throws {
        let request = try Self.request(service, action, parameters)
        #expect("\(request.method) \(request.path)\(request.query.isEmpty ? "" : "?")\(request.query)" == line)
        #expect(String(decoding: request.body, as: UTF8.self) == body)
    }

    @Test(
        "are handed what a machine sends as it is",
        arguments: [
            ("s3", "putObject", ["Bucket": "b", "Key": "k"], "Body"),
            ("s3", "uploadPart", ["Bucket": "b", "Key": "k", "UploadId": "u", "PartNumber": 1], "Body"),
            ("lambda", "invoke", ["FunctionName": "f"], "Payload"),
            ("iotdataplane", "publish", ["Topic": "t"], "Payload"),
            ("iotdataplane", "updateThingShadow", ["ThingName": "t"], "Payload"),
            ("bedrockruntime", "invokeModel", ["ModelId": "m"], "Body"),
            ("sagemakerruntime", "invokeEndpoint", ["EndpointName": "e"], "Body"),
        ] as [(String, String, JSONObject, String)])
    func bodies(_ service: String, _ action: String, _ parameters: JSONObject, _ member: String) throws {
        let body = #"{"Gone":null,"Temperature":21.50,"LastModified":"2026-05-01T10:00:00Z","In":[{"Deep":null}]}"#
        var parameters = parameters
        parameters[member] = try JSONValue(parsing: body)
        #expect(String(decoding: try Self.request(service, action, parameters).body, as: UTF8.self) == body)
        // A member that is null is none.
        parameters[member] = .null
        #expect(try Self.request(service, action, parameters).body.isEmpty)
    }

    @Test func `get every header that is signed, one without a value too`() async throws {
        let server = ServiceServer { _ in ServiceServer.Answer(body: "") }
        try await server.with { endpoint in
            var settings = ServiceSettings()
            settings.aws = AWSEndpoint("\(endpoint)")
            settings.credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
            let aws = AWSClient(settings, RunningServer.client, EngineConfiguration())
            _ = try await aws.call(
                .s3, "putObject",
                [
                    "Bucket": "b", "Key": "k", "Metadata": ["note": "", "blank": "  ", "team": "pay"],
                    "ContentType": "",
                ],
                failingAs: "S3")
        }
        let headers = try #require(server.calls.first?.headers)
        let signed = try #require(headers["authorization"]?.firstMatch(of: /SignedHeaders=([^,]*)/)?.1)
        #expect(signed.contains("x-amz-meta-blank;x-amz-meta-note;x-amz-meta-team"))
        for name in signed.split(separator: ";") where name != "host" {
            #expect(headers[String(name)] != nil, "\(name) in \(headers)")
        }
        #expect(headers["x-amz-meta-note"] == "" && headers["content-type"] == "")
    }

    @Test(
        "are not asked for what they have not, nor for anything else",
        arguments: [
            ["Bucket": "b"], ["Bucket": "b", "Key": ""], ["Bucket": ".", "Key": "k"], ["Bucket": "", "Key": "k"],
            ["Bucket": "b", "Key": "k", "Metadata": ["a": "1\r\nx-amz-acl: public-read"]],
            ["Bucket": "b", "Key": "k", "Metadata": ["a:b": "1"]], ["Bucket": "b", "Key": "k", "Other": 1],
            ["Bucket": "b", "Key": "k", "ChecksumAlgorithm": "XXHASH3"],
        ] as [JSONObject])
    func refusals(_ parameters: JSONObject) {
        let error = #expect(throws: TaskError.self) { try Self.request("s3", "putObject", parameters) }
        #expect(error?.error == "States.Runtime")
        #expect(error?.cause.hasPrefix("aws-sdk:s3:putObject ") ?? false)
    }

    private static func members(
        _ service: String, _ action: String, _ body: String, status: Int = 200, headers: [(String, String)] = []
    ) throws -> JSONObject {
        let service = try #require(AWSService.named(service))
        var result = CurlResult(code: 0, message: "", status: status)
        (result.body, result.headers) = (Array(body.utf8), headers)
        let operation = try #require(service.rest?.operations[action])
        let members = try RESTAnswer(try #require(service.rest), operation, HTTPAnswer(result)).members()
        return AWSMembers(service: service).incoming(members)
    }

    @Test func `answer with members as a state machine sees them`() throws {
        #expect(
            try Self.members("eks", "DescribeCluster", #"{"cluster":{"createdAt":1777629600.5,"tags":{"a":"b"}}}"#)
                == ["Cluster": ["CreatedAt": "2026-05-01T10:00:00.500Z", "Tags": ["a": "b"]]])
        #expect(
            try Self.members("apigateway", "GetRestApis", #"{"item":[{"id":"1","createdDate":1777629600}]}"#)
                == ["Items": [["Id": "1", "CreatedDate": "2026-05-01T10:00:00Z"]]])
        #expect(
            try Self.members(
                "lambda", "Invoke", "not JSON", status: 202, headers: [("x-amz-function-error", "Unhandled")])
                == ["FunctionError": "Unhandled", "StatusCode": 202, "Payload": "not JSON"])
        #expect(
            try Self.members(
                "s3", "HeadObject", "",
                headers: [
                    ("content-length", "12"), ("Last-Modified", "Fri, 01 May 2026 10:00:00 GMT"),
                    ("X-Amz-Meta-Team", "pay"), ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
                ])
                == [
                    "BucketKeyEnabled": true, "ContentLength": 12, "LastModified": "2026-05-01T10:00:00Z",
                    "Metadata": ["team": "pay"],
                ])
        let versions = """
            <ListVersionsResult><IsTruncated>false</IsTruncated><MaxKeys>5</MaxKeys><Prefix></Prefix>\
            <Version><Key>a</Key><ChecksumAlgorithm>CRC32</ChecksumAlgorithm><Size>3</Size></Version>\
            <DeleteMarker><Key>b</Key><IsLatest>true</IsLatest></DeleteMarker></ListVersionsResult>
            """
        #expect(
            try Self.members("s3", "ListObjectVersions", versions)
                == [
                    "IsTruncated": false, "MaxKeys": 5, "Prefix": "",
                    "Versions": [["Key": "a", "ChecksumAlgorithm": ["CRC32"], "Size": 3]],
                    "DeleteMarkers": [["Key": "b", "IsLatest": true]],
                ])
        #expect(throws: RESTAnswer.Unreadable.self) { try Self.members("s3", "ListObjects", "<a>") }
        #expect(throws: RESTAnswer.Unreadable.self) { try Self.members("eks", "DescribeCluster", "<a>") }
    }

    @Test(
        "answer with errors that have the SDK's names",
        arguments: [
            ("s3", "NoSuchKey", "S3.NoSuchKeyException"), ("s3", "AccessDenied", "S3.S3Exception"),
            ("s3", "NoSuchTagSet", "S3.S3Exception"),
            ("kms", "KMSInvalidStateException", "Kms.KmsInvalidStateException"),
            ("sqs", "EC2ThrottledException", "Sqs.Ec2ThrottledException"),
            ("iam", "DBInstanceNotFoundFault", "Iam.DbInstanceNotFoundException"),
        ])
    func errors(_ service: String, _ code: String, _ name: String) throws {
        let failure = AWSFailure(code: code, message: "m", status: 400, requestID: "R")
        #expect(failure.taskError(of: try #require(AWSService.named(service))).error == name)
    }

    @Test(
        "have moments in four ways",
        arguments: [
            ("2026-05-01T10:00:00Z", "2026-05-01T10:00:00Z", "1777629600"),
            ("2026-05-01T12:00:00.250+02:00", "2026-05-01T10:00:00.250Z", "1777629600.25"),
            ("Fri, 01 May 2026 10:00:00 GMT", "2026-05-01T10:00:00Z", "1777629600"),
            ("Thu, 1 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z", "0"),
        ])
    func moments(_ text: String, _ shown: String, _ seconds: String) throws {
        let moment = try #require(AWSMoment(text))
        #expect(moment.text == shown)
        #expect(moment.seconds.text == seconds)
        #expect(AWSMoment(seconds: moment.seconds.double) == moment)
        let http = try #require(moment.http)
        #expect(AWSMoment(http)?.http == http)
        #expect(AWSMoment("tomorrow") == nil)
    }

    @Test(
        "have no dates before 1970 and after 9999, but what they were given",
        arguments: [
            ("1969-12-31T23:59:59Z", nil), ("9999-12-31T23:59:59-01:00", nil), ("0001-01-01T00:00:00Z", nil),
            ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            ("9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] as [(String, String?)])
    func dates(_ text: String, _ date: String?) throws {
        #expect(try #require(AWSMoment(text)).http == date)
        let request = try Self.request(
            "s3", "getObject", ["Bucket": "b", "Key": "k", "IfModifiedSince": .string(text)])
        #expect(request.headers.first { $0.0 == "If-Modified-Since" }?.1 == date ?? text)
    }

    @Test func `have checksums as others compute them`() {
        #expect(CRC32.bytes(of: Array("123456789".utf8)) == [0xcb, 0xf4, 0x39, 0x26])
        #expect(CRC32.bytes(of: []) == [0, 0, 0, 0])
    }
}
