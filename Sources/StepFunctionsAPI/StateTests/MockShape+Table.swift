internal import Engine

extension MockShape {
    /// The shape of what a task's resource gives; `nil` where this server does not know it, and so does not compare.
    static func of(_ resource: String) -> MockShape? {
        let resource = HistoryResource(resource)
        // `….sync` gives what describes the job, and a token's result is whatever was sent with it.
        let name = "\(resource.resourceType):\(resource.resource)"
        return shapes[name] ?? services[name]
    }

    /// The shapes of all actions that are known.
    static var all: [String: MockShape] { services.merging(shapes) { $1 } }

    /// What recorded calls show, with the values and lengths that they are refused for.
    private static let shapes: [String: MockShape] = [
        "events:putEvents": putEvents,
        "aws-sdk:eventbridge:putEvents": putEvents,
        "states:startExecution": startExecution,
        "aws-sdk:sfn:startExecution": startExecution,
        "states:startExecution.sync": describedExecution,
        "states:startExecution.sync:2": describedExecution,
        "aws-sdk:sfn:describeExecution": describedExecution,
        "sns:publish": publish,
        "aws-sdk:sns:publish": publish,
        "sqs:sendMessage": sendMessage,
        "aws-sdk:sqs:sendMessage": sendMessage,
        "lambda:invoke": invoke,
        "aws-sdk:lambda:invoke": invoke,
        "aws-sdk:lambda:getFunction": .object(["Configuration": functionConfiguration, "Tags": .dictionary(.text())]),
        "aws-sdk:kms:encrypt": .object([
            "CiphertextBlob": .text(1...6144), "KeyId": .text(1...2048), "EncryptionAlgorithm": encryption,
        ]),
        "aws-sdk:kms:decrypt": .object([
            "Plaintext": .text(1...4096), "KeyId": .text(1...2048), "EncryptionAlgorithm": encryption,
            "CiphertextForRecipient": .text(1...6144), "KeyMaterialId": .text(64...64),
        ]),
        "aws-sdk:s3:getObject": object,
        "aws-sdk:s3:putObject": .object([
            "ETag": .text(), "Expiration": .text(), "VersionId": .text(), "Size": .number(),
            "BucketKeyEnabled": .bool, "SseKmsKeyId": .text(), "RequestCharged": .oneOf(["requester"]),
        ]),
    ]

    private static let putEvents = MockShape.object([
        "FailedEntryCount": .number(),
        "Entries": .list(.object(["EventId": .text(), "ErrorCode": .text(), "ErrorMessage": .text()])),
    ])
    private static let startExecution = MockShape.object(
        ["ExecutionArn": .text(1...256), "StartDate": .text()], required: ["ExecutionArn", "StartDate"])
    private static let describedExecution = MockShape.object(
        [
            "ExecutionArn": .text(1...256), "StateMachineArn": .text(1...256), "Name": .text(1...80),
            "Status": .oneOf(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"]),
            "Error": .text(0...256), "Cause": .text(0...32_768), "MapRunArn": .text(1...2000),
            "RedriveCount": .number(),
        ], required: ["ExecutionArn", "StateMachineArn", "Status", "StartDate"])
    private static let publish = MockShape.object(["MessageId": .text(), "SequenceNumber": .text()])
    private static let sendMessage = MockShape.object([
        "MD5OfMessageBody": .text(), "MD5OfMessageAttributes": .text(), "MD5OfMessageSystemAttributes": .text(),
        "MessageId": .text(), "SequenceNumber": .text(),
    ])
    /// The payload is the function's own.
    private static let invoke = MockShape.object([
        "StatusCode": .number(), "FunctionError": .text(), "LogResult": .text(), "ExecutedVersion": .text(1...1024),
    ])
    private static let functionConfiguration = MockShape.object([
        "FunctionName": .text(), "FunctionArn": .text(), "Role": .text(), "Handler": .text(0...128),
        "CodeSize": .number(), "Description": .text(0...256), "Timeout": .number(1...Int.max),
        "MemorySize": .number(128...10_240), "LastModified": .text(), "CodeSha256": .text(), "Version": .text(1...1024),
        "RevisionId": .text(), "StateReason": .text(), "Layers": .list(.object([:])),
        "State": .oneOf(["Pending", "Active", "Inactive", "Failed"]), "PackageType": .oneOf(["Zip", "Image"]),
        "LastUpdateStatus": .oneOf(["Successful", "Failed", "InProgress"]),
        "Architectures": .list(.oneOf(["x86_64", "arm64"])),
    ])
    private static let encryption = MockShape.oneOf([
        "SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE",
    ])
    private static let object = MockShape.object([
        "Body": .text(), "DeleteMarker": .bool, "AcceptRanges": .text(), "Expiration": .text(), "Restore": .text(),
        "LastModified": .text(), "ContentLength": .number(), "ETag": .text(), "MissingMeta": .number(),
        "VersionId": .text(), "CacheControl": .text(), "ContentDisposition": .text(), "ContentEncoding": .text(),
        "ContentLanguage": .text(), "ContentRange": .text(), "ContentType": .text(), "Expires": .text(),
        "Metadata": .dictionary(.text()), "BucketKeyEnabled": .bool, "PartsCount": .number(), "TagCount": .number(),
        "StorageClass": .oneOf([
            "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
            "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE", "FSX_OPENZFS", "FSX_ONTAP",
        ]),
        "ServerSideEncryption": .oneOf(["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"]),
        "ReplicationStatus": .oneOf(["COMPLETE", "PENDING", "FAILED", "REPLICA", "COMPLETED"]),
        "ObjectLockMode": .oneOf(["GOVERNANCE", "COMPLIANCE"]), "ObjectLockLegalHoldStatus": .oneOf(["ON", "OFF"]),
    ])
}
