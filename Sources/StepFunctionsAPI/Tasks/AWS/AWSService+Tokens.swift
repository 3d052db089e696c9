extension AWSService {
    /// The member of an operation by which the service knows that it was asked the same before; `nil` where there is none.
    func token(of operation: String) -> String? { AWSService.tokens[name]?[operation] }

    /// The tokens of a service by operations.
    static func tokens(of service: String) -> [String: String] { tokens[service] ?? [:] }

    /// A line for each: the service, the member and the operations that have it.
    private static let tokens: [String: [String: String]] = {
        var tokens: [String: [String: String]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for operation in words.dropFirst(2) { tokens[words[0], default: [:]][operation] = words[1] }
        }
        return tokens
    }()

    private static let text = """
        athena ClientRequestToken CreateNamedQuery StartQueryExecution
        backup IdempotencyToken StartBackupJob StartRestoreJob StartCopyJob
        bedrockruntime clientRequestToken StartAsyncInvoke
        cloudformation ClientRequestToken CreateStackSet
        cloudformation OperationId CreateStackInstances DeleteStackInstances DetectStackSetDrift ImportStacksToStackSet
        cloudformation OperationId UpdateStackInstances UpdateStackSet
        cloudwatchlogs clientToken PutQueryDefinition
        comprehend ClientRequestToken CreateDataset CreateDocumentClassifier CreateEndpoint CreateEntityRecognizer
        comprehend ClientRequestToken CreateFlywheel StartDocumentClassificationJob StartDominantLanguageDetectionJob
        comprehend ClientRequestToken StartEntitiesDetectionJob StartEventsDetectionJob StartKeyPhrasesDetectionJob
        comprehend ClientRequestToken StartPiiEntitiesDetectionJob StartSentimentDetectionJob
        comprehend ClientRequestToken StartTargetedSentimentDetectionJob StartTopicsDetectionJob
        dynamodb ClientRequestToken ExecuteTransaction TransactWriteItems
        dynamodb ClientToken ExportTableToPointInTime ImportTable
        ecs clientToken RunTask
        efs CreationToken CreateFileSystem
        efs ClientToken CreateAccessPoint
        eks clientRequestToken CreateCluster UpdateClusterConfig UpdateClusterVersion CreateNodegroup
        eks clientRequestToken UpdateNodegroupVersion CreateFargateProfile CreateAddon UpdateAddon
        emrcontainers clientToken StartJobRun CreateVirtualCluster
        emrserverless clientToken CreateApplication UpdateApplication StartJobRun
        mediaconvert clientRequestToken CreateJob
        rekognition ClientRequestToken AssociateFaces CreateUser DeleteUser DisassociateFaces StartMediaAnalysisJob
        scheduler ClientToken CreateSchedule UpdateSchedule DeleteSchedule CreateScheduleGroup DeleteScheduleGroup
        secretsmanager ClientRequestToken CreateSecret PutSecretValue RotateSecret UpdateSecret
        ssm ClientToken CreateMaintenanceWindow CreatePatchBaseline DeleteInventory
        ssm ClientToken RegisterTargetWithMaintenanceWindow RegisterTaskWithMaintenanceWindow
        textract ClientRequestToken CreateAdapter CreateAdapterVersion
        translate ClientToken CreateParallelData StartTextTranslationJob UpdateParallelData
        """
}
