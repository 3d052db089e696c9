extension AWSService {
    /// The service of a name in `aws-sdk:NAME:action`; `nil` where it is not in the table.
    static func named(_ name: String) -> AWSService? { table[name] }

    /// The names of all.
    static var names: [String] { table.keys.sorted() }

    static let dynamodb = AWSService(
        name: "dynamodb", id: "DynamoDb", scope: "dynamodb", wire: .json(version: "1.0", target: "DynamoDB_20120810")
    ).withMembers
    static let sqs = AWSService(
        name: "sqs", id: "Sqs", scope: "sqs", wire: .json(version: "1.0", target: "AmazonSQS"),
        texts: ["MessageBody"]
    ).withMembers
    static let events = AWSService(
        name: "eventbridge", id: "EventBridge", scope: "events", wire: .json(version: "1.1", target: "AWSEvents"),
        texts: ["Detail", "EventPattern"]
    ).withMembers
    static let sns = AWSService(
        name: "sns", id: "Sns", scope: "sns", wire: .query(version: "2010-03-31"),
        texts: ["Message"], maps: ["MessageAttributes", "Attributes"], entry: ("Name", "Value")
    ).withMembers

    private static let table: [String: AWSService] = {
        var table: [String: AWSService] = [:]
        for service in [dynamodb, sqs, events, sns] + (others.map(\.withMembers) + restServices) {
            table[service.name] = service
        }
        return table
    }()

    private static func json(
        _ name: String, _ id: String, _ scope: String, _ target: String, texts: Set<String> = [],
        isCamel: Bool = false, maps: Set<String> = [], documents: Set<String> = [],
        prefix: String? = nil
    ) -> AWSService {
        AWSService(
            name: name, id: id, scope: scope, wire: .json(version: "1.1", target: target), texts: texts,
            isCamel: isCamel, maps: maps, documents: documents, prefix: prefix)
    }

    /// A file each in `Services`.
    private static let restServices = [
        apigateway, backup, batch, bedrockruntime, cloudfront, databrew, efs, eks, emrcontainers, emrserverless,
        iotdataplane,
        lambda, mediaconvert, opensearch, pipes, polly, rdsdata, route53, s3, sagemakerruntime, scheduler, sesv2,
    ]

    private static let others: [AWSService] = [
        json("acm", "Acm", "acm", "CertificateManager"),
        json("athena", "Athena", "athena", "AmazonAthena"),
        json(
            "cloudwatchlogs", "CloudWatchLogs", "logs", "Logs_20140328", isCamel: true),
        json("codebuild", "CodeBuild", "codebuild", "CodeBuild_20161006", isCamel: true),
        json(
            "cognitoidentityprovider", "CognitoIdentityProvider", "cognito-idp", "AWSCognitoIdentityProviderService",
            documents: ["Credential", "CredentialCreationOptions", "Settings"]),
        json("comprehend", "Comprehend", "comprehend", "Comprehend_20171127"),
        json(
            "ecr", "Ecr", "ecr", "AmazonEC2ContainerRegistry_V20150921", isCamel: true,
            // Their tags are written `Key` and `Value`, as the keys of maps are.
            maps: ["resourceTags", "tags"], prefix: "api.ecr"),
        json(
            "ecs", "Ecs", "ecs", "AmazonEC2ContainerServiceV20141113", isCamel: true, documents: ["hookDetails"]),
        json("emr", "Emr", "elasticmapreduce", "ElasticMapReduce"),
        json("firehose", "Firehose", "firehose", "Firehose_20150804"),
        json(
            "glue", "Glue", "glue", "AWSGlue", documents: ["InitialDefault", "Type", "WriteDefault"]),
        json("kinesis", "Kinesis", "kinesis", "Kinesis_20131202"),
        json("kms", "Kms", "kms", "TrentService"),
        json("rekognition", "Rekognition", "rekognition", "RekognitionService"),
        json("secretsmanager", "SecretsManager", "secretsmanager", "secretsmanager", texts: ["SecretString"]),
        json("ssm", "Ssm", "ssm", "AmazonSSM", texts: ["Value"]),
        json("textract", "Textract", "textract", "Textract"),
        json("transcribe", "Transcribe", "transcribe", "Transcribe"),
        json("translate", "Translate", "translate", "AWSShineFrontendService_20170701"),
        AWSService(
            name: "cloudformation", id: "CloudFormation", scope: "cloudformation", wire: .query(version: "2010-05-15")),
        AWSService(name: "cloudwatch", id: "CloudWatch", scope: "monitoring", wire: .query(version: "2010-08-01")),
        AWSService(
            name: "iam", id: "Iam", scope: "iam", wire: .query(version: "2010-05-08"),
            texts: ["AssumeRolePolicyDocument", "PolicyDocument"], isGlobal: true),
        AWSService(name: "sts", id: "Sts", scope: "sts", wire: .query(version: "2011-06-15")),
    ]
}
