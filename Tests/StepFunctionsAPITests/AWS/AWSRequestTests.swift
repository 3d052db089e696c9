import Engine
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("Calls of services of AWS") struct AWSRequestTests {
    @Test(
        "are written as the service reads them",
        arguments: [
            (
                "secretsmanager", "putSecretValue", ["SecretId": "s", "SecretString": ["a": 1.10], "Gone": .null],
                "secretsmanager.PutSecretValue", #"{"SecretId":"s","SecretString":"{\"a\":1.1}"}"#
            ),
            (
                "ecs", "runTask", ["TaskDefinition": "t", "Overrides": ["ContainerOverrides": [["Name": "c"]]]],
                "AmazonEC2ContainerServiceV20141113.RunTask",
                #"{"taskDefinition":"t","overrides":{"containerOverrides":[{"name":"c"}]}}"#
            ),
            (
                "ecr", "tagResource", ["ResourceArn": "a", "Tags": [["Key": "K", "Value": "v"]]],
                "AmazonEC2ContainerRegistry_V20150921.TagResource",
                #"{"resourceArn":"a","tags":[{"Key":"K","Value":"v"}]}"#
            ),
            (
                "eventbridge", "putTargets",
                [
                    "Rule": "r",
                    "Targets": [["EcsParameters": ["PlacementStrategy": [["Type": "spread", "Field": "f"]]]]],
                ], "AWSEvents.PutTargets",
                #"{"Rule":"r","Targets":[{"EcsParameters":{"PlacementStrategy":[{"type":"spread","field":"f"}]}}]}"#
            ),
            (
                "glue", "createTable", ["Parameters": ["CreatedOn": "2026-05-01T10:00:00Z", "classification": "x"]],
                "AWSGlue.CreateTable",
                #"{"Parameters":{"CreatedOn":"2026-05-01T10:00:00Z","classification":"x"}}"#
            ),
            (
                "eventbridge", "putEvents", ["Entries": [["Time": "2026-05-01T10:00:00Z", "Source": "2026"]]],
                "AWSEvents.PutEvents", #"{"Entries":[{"Time":1777629600,"Source":"2026"}]}"#
            ),
            (
                "cloudwatchlogs", "createLogGroup", ["LogGroupName": "g", "Tags": ["Team": "Pay"]],
                "Logs_20140328.CreateLogGroup", #"{"logGroupName":"g","tags":{"Team":"Pay"}}"#
            ),
            (
                "sns", "publish",
                [
                    "Message": ["a": 1], "TopicArn": "t:1",
                    "MessageAttributes": ["k": ["DataType": "String", "StringValue": "x y"]],
                ], "",
                "Action=Publish&Version=2010-03-31&Message=%7B%22a%22%3A1%7D&TopicArn=t%3A1"
                    + "&MessageAttributes.entry.1.Name=k&MessageAttributes.entry.1.Value.DataType=String"
                    + "&MessageAttributes.entry.1.Value.StringValue=x%20y"
            ),
            (
                "cloudwatch", "putMetricData", ["Namespace": "n", "MetricData": [["MetricName": "m", "Value": 2]]], "",
                "Action=PutMetricData&Version=2010-08-01&Namespace=n&MetricData.member.1.MetricName=m"
                    + "&MetricData.member.1.Value=2"
            ),
        ] as [(String, String, JSONObject, String, String)])
    func requests(
        _ name: String, _ action: String, _ parameters: JSONObject, _ target: String, _ body: String
    ) throws {
        let service = try #require(AWSService.named(name))
        let request = try AWSRequest(service, action, AWSMembers(service: service).outgoing(parameters, to: action))
        #expect(String(decoding: request.body, as: UTF8.self) == body)
        #expect((request.headers.first { $0.0 == "X-Amz-Target" }?.1 ?? "") == target)
    }

    @Test func `give members as a state machine sees them`() throws {
        let logs = try #require(AWSService.named("cloudwatchlogs"))
        #expect(
            AWSMembers(service: logs).incoming(["logGroups": [["creationTime": 1_700_000_000_000, "tags": ["a": "b"]]]])
                == ["LogGroups": [["CreationTime": 1_700_000_000_000, "Tags": ["a": "b"]]]])
        let iam = AWSMembers(service: try #require(AWSService.named("iam")))
        #expect(
            iam.typed([
                "IsTruncated": "false", "Users": "", "SummaryMap": ["Users": "2"],
                "Role": ["MaxSessionDuration": "3600", "CreateDate": "2026-05-01T10:00:00.000Z", "RoleId": "1"],
            ]) == [
                "IsTruncated": false, "Users": [], "SummaryMap": ["Users": 2],
                "Role": ["MaxSessionDuration": 3600, "CreateDate": "2026-05-01T10:00:00Z", "RoleId": "1"],
            ])
        let sns = AWSMembers(service: .sns)
        #expect(
            sns.typed(["Attributes": ["EffectiveDeliveryPolicy": "1"]]) == [
                "Attributes": ["EffectiveDeliveryPolicy": "1"]
            ])
        let glue = try #require(AWSService.named("glue"))
        #expect(
            AWSMembers(service: glue).incoming([
                "StartedOn": 1_777_629_600.25, "ExecutionTime": 1_777_629_600, "Parameters": ["startTimestamp": "x"],
                "TableOptimizerRuns": [["startTimestamp": 1_777_629_600]],
            ]) == [
                "StartedOn": "2026-05-01T10:00:00.250Z", "ExecutionTime": 1_777_629_600,
                "Parameters": ["startTimestamp": "x"],
                "TableOptimizerRuns": [["StartTimestamp": "2026-05-01T10:00:00Z"]],
            ])
        let secrets = try #require(AWSService.named("secretsmanager"))
        #expect(
            AWSMembers(service: secrets).incoming(["CreatedDate": 1_700_000_000.5, "Name": "n", "None": .null])
                == ["CreatedDate": "2023-11-14T22:13:20.500Z", "Name": "n"])
    }

    @Test(
        "fail by the name that the SDK has for it",
        arguments: [
            ("dynamodb", "ConditionalCheckFailedException", "DynamoDb.ConditionalCheckFailedException"),
            ("dynamodb", "ValidationException", "DynamoDb.DynamoDbException"),
            ("sqs", "QueueDoesNotExist", "Sqs.QueueDoesNotExistException"),
            ("secretsmanager", "ResourceNotFoundException", "SecretsManager.ResourceNotFoundException"),
            ("kms", "ThrottlingException", "Kms.KmsException"),
        ])
    func failures(_ name: String, _ code: String, _ expected: String) throws {
        let failure = AWSFailure(code: code, message: "no", status: 400, requestID: "R")
        let error = failure.taskError(of: try #require(AWSService.named(name)))
        #expect(error.error == expected)
        #expect(error.cause.hasPrefix("no (Service: ") && error.cause.hasSuffix("(SDK Attempt Count: 1)"))
    }

    @Test(
        "go to one server for all, or to one for each",
        arguments: [
            ("http://127.0.0.1:4566", "http://127.0.0.1:4566"),
            ("https://{service}.{region}.amazonaws.com", "https://sqs.eu-west-1.amazonaws.com:443"),
            ("https://{other}.example.com", nil), ("127.0.0.1", nil), ("http://a/b", nil),
        ] as [(String, String?)])
    func endpoints(_ text: String, _ expected: String?) {
        #expect(AWSEndpoint(text)?.endpoint(service: "sqs", region: "eu-west-1")?.description == expected)
    }

    @Test(
        "are signed with what the environment has",
        arguments: [
            (["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"], "a"),
            (["AWS_ACCESS_KEY_ID": "a"], nil), (["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "b"], nil),
        ] as [([String: String], String?)])
    func credentials(_ environment: [String: String], _ id: String?) {
        // The description is the id alone: nothing that prints it shows the key.
        #expect(AWSCredentials(environment: environment)?.description == id)
    }
}
