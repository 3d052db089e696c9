extension MockShape {
    /// What actions of services give, by their models: names of actions, and the shape of their results as `MockShape(parsing:)` reads it.
    ///
    /// Values that a model lists, and lengths, are left out: models gain values. So is what AWS SDKs write in another way than the models.
    static let services = table(
        """
        athena:getQueryExecution aws-sdk:athena:getQueryExecution {QueryExecution:{QueryExecutionId, Query,
            StatementType, ManagedQueryResultsConfiguration:{Enabled!:?}, ResultConfiguration:{OutputLocation,
            ExpectedBucketOwner}, QueryExecutionContext:{Database, Catalog}, Status:{State, StateChangeReason,
            SubmissionDateTime, CompletionDateTime}, Statistics:{EngineExecutionTimeInMillis:#, DataScannedInBytes:#,
            DataManifestLocation, TotalExecutionTimeInMillis:#, QueryQueueTimeInMillis:#,
            ServicePreProcessingTimeInMillis:#, QueryPlanningTimeInMillis:#, ServiceProcessingTimeInMillis:#,
            DpuCount:#}, WorkGroup, EngineVersion:{SelectedEngineVersion, EffectiveEngineVersion},
            ExecutionParameters:[$], SubstatementType, QueryResultsS3AccessGrantsConfiguration:{EnableS3AccessGrants!:?,
            CreateUserLevelPrefix:?, AuthenticationType!}}}
        athena:getQueryResults aws-sdk:athena:getQueryResults {UpdateCount:#, ResultSet:{Rows:[*],
            ResultSetMetadata:{ColumnInfo:[*]}}, NextToken}
        athena:startQueryExecution aws-sdk:athena:startQueryExecution {QueryExecutionId}
        aws-sdk:batch:submitJob batch:submitJob {JobArn, JobName!, JobId!}
        aws-sdk:bedrockruntime:converse {Output!:*, StopReason!, Usage!:{InputTokens!:#, OutputTokens!:#,
            TotalTokens!:#, CacheReadInputTokens:#, CacheWriteInputTokens:#, CacheDetails:[*]}, Metrics!:{LatencyMs!:#},
            Trace:{Guardrail:{ModelOutput:[$], InputAssessment:<*>, OutputAssessments:<[*]>, ActionReason},
            PromptRouter:{InvokedModelId}}, PerformanceConfig:{Latency}, ServiceTier:{Type!}}
        aws-sdk:cloudformation:createStack {StackId, OperationId}
        aws-sdk:comprehend:detectDominantLanguage {Languages:[{LanguageCode, Score:#}]}
        aws-sdk:comprehend:detectEntities {Entities:[{Score:#, Type, Text, BeginOffset:#, EndOffset:#,
            BlockReferences:[*]}], DocumentMetadata:{Pages:#, ExtractedCharacters:[*]}, DocumentType:[{Page:#, Type}],
            Blocks:[{Id, BlockType, Text, Page:#, Relationships:[*]}], Errors:[{Page:#, ErrorCode, ErrorMessage}]}
        aws-sdk:comprehend:detectSentiment {Sentiment, SentimentScore:{Positive:#, Negative:#, Neutral:#, Mixed:#}}
        aws-sdk:dynamodb:batchGetItem {Responses:<[<*>]>, UnprocessedKeys:<{Keys!:[<*>], AttributesToGet:[$],
            ConsistentRead:?, ProjectionExpression, ExpressionAttributeNames:<$>}>, ConsumedCapacity:[{TableName,
            CapacityUnits:#, ReadCapacityUnits:#, WriteCapacityUnits:#, LocalSecondaryIndexes:<*>,
            GlobalSecondaryIndexes:<*>}]}
        aws-sdk:dynamodb:batchWriteItem {UnprocessedItems:<[*]>, ItemCollectionMetrics:<[*]>,
            ConsumedCapacity:[{TableName, CapacityUnits:#, ReadCapacityUnits:#, WriteCapacityUnits:#,
            LocalSecondaryIndexes:<*>, GlobalSecondaryIndexes:<*>}]}
        aws-sdk:dynamodb:deleteItem aws-sdk:dynamodb:putItem aws-sdk:dynamodb:updateItem dynamodb:deleteItem
            dynamodb:putItem dynamodb:updateItem {Attributes:<{S, N, B, M:<*>, L:[*]}>, ConsumedCapacity:{TableName,
            CapacityUnits:#, ReadCapacityUnits:#, WriteCapacityUnits:#, Table:{ReadCapacityUnits:#,
            WriteCapacityUnits:#, CapacityUnits:#}, LocalSecondaryIndexes:<*>, GlobalSecondaryIndexes:<*>},
            ItemCollectionMetrics:{ItemCollectionKey:<*>}}
        aws-sdk:dynamodb:getItem dynamodb:getItem {Item:<{S, N, B, M:<*>, L:[*]}>, ConsumedCapacity:{TableName,
            CapacityUnits:#, ReadCapacityUnits:#, WriteCapacityUnits:#, Table:{ReadCapacityUnits:#,
            WriteCapacityUnits:#, CapacityUnits:#}, LocalSecondaryIndexes:<*>, GlobalSecondaryIndexes:<*>}}
        aws-sdk:dynamodb:query aws-sdk:dynamodb:scan {Items:[<*>], Count:#, ScannedCount:#, LastEvaluatedKey:<{S, N, B,
            M:<*>, L:[*]}>, ConsumedCapacity:{TableName, CapacityUnits:#, ReadCapacityUnits:#, WriteCapacityUnits:#,
            Table:{ReadCapacityUnits:#, WriteCapacityUnits:#, CapacityUnits:#}, LocalSecondaryIndexes:<*>,
            GlobalSecondaryIndexes:<*>}}
        aws-sdk:dynamodb:transactGetItems {ConsumedCapacity:[{TableName, CapacityUnits:#, ReadCapacityUnits:#,
            WriteCapacityUnits:#, LocalSecondaryIndexes:<*>, GlobalSecondaryIndexes:<*>}], Responses:[{Item:<*>}]}
        aws-sdk:dynamodb:transactWriteItems {ConsumedCapacity:[{TableName, CapacityUnits:#, ReadCapacityUnits:#,
            WriteCapacityUnits:#, LocalSecondaryIndexes:<*>, GlobalSecondaryIndexes:<*>}], ItemCollectionMetrics:<[*]>}
        aws-sdk:ecs:runTask ecs:runTask {Tasks:[{Attachments:[*], Attributes:[*], AvailabilityZone,
            CapacityProviderName, ClusterArn, Connectivity, ConnectivityAt, ContainerInstanceArn, Containers:[*], Cpu,
            CreatedAt, DesiredStatus, EnableExecuteCommand:?, ExecutionStoppedAt, Group, HealthStatus,
            InferenceAccelerators:[*], LastStatus, LaunchType, Memory, PlatformVersion, PlatformFamily, PullStartedAt,
            PullStoppedAt, StartedAt, StartedBy, StopCode, StoppedAt, StoppedReason, StoppingAt, Tags:[*], TaskArn,
            TaskDefinitionArn, Version:#}], Failures:[{Arn, Reason, Detail}]}
        aws-sdk:ecs:stopTask {Task:{Attachments:[*], Attributes:[*], AvailabilityZone, CapacityProviderName, ClusterArn,
            Connectivity, ConnectivityAt, ContainerInstanceArn, Containers:[*], Cpu, CreatedAt, DesiredStatus,
            EnableExecuteCommand:?, ExecutionStoppedAt, Group, HealthStatus, InferenceAccelerators:[*], LastStatus,
            LaunchType, Memory, Overrides:{ContainerOverrides:[*], Cpu, InferenceAcceleratorOverrides:[*],
            ExecutionRoleArn, Memory, TaskRoleArn}, PlatformVersion, PlatformFamily, PullStartedAt, PullStoppedAt,
            StartedAt, StartedBy, StopCode, StoppedAt, StoppedReason, StoppingAt, Tags:[*], TaskArn, TaskDefinitionArn,
            Version:#, EphemeralStorage:{SizeInGiB!:#}, FargateEphemeralStorage:{SizeInGiB:#, KmsKeyId}}}
        aws-sdk:firehose:putRecord {RecordId!, Encrypted:?}
        aws-sdk:firehose:putRecordBatch {FailedPutCount!:#, Encrypted:?, RequestResponses!:[{RecordId, ErrorCode,
            ErrorMessage}]}
        aws-sdk:glue:getJobRun {JobRun:{Id, Attempt:#, PreviousRunId, TriggerName, JobName, JobMode,
            JobRunQueuingEnabled:?, StartedOn, LastModifiedOn, CompletedOn, JobRunState, Arguments:<$>, ErrorMessage,
            PredecessorRuns:[*], AllocatedCapacity:#, ExecutionTime:#, Timeout:#, MaxCapacity:#, WorkerType,
            NumberOfWorkers:#, SecurityConfiguration, LogGroupName, NotificationProperty:{NotifyDelayAfter:#},
            GlueVersion, ExecutionClass, MaintenanceWindow, ProfileName, StateDetail, ExecutionRoleSessionPolicy}}
        aws-sdk:glue:startCrawler aws-sdk:sqs:deleteMessage {}
        aws-sdk:glue:startJobRun glue:startJobRun {JobRunId}
        aws-sdk:kinesis:putRecord {ShardId!, SequenceNumber!, EncryptionType}
        aws-sdk:kinesis:putRecords {FailedRecordCount:#, Records!:[{SequenceNumber, ShardId, ErrorCode, ErrorMessage}],
            EncryptionType}
        aws-sdk:kms:generateDataKey {CiphertextBlob, Plaintext, KeyId, CiphertextForRecipient, KeyMaterialId}
        aws-sdk:lambda:listFunctions {NextMarker, Functions:[{FunctionName, FunctionArn, Runtime, Role, Handler,
            CodeSize:#, Description, Timeout:#, MemorySize:#, LastModified, CodeSha256, Version, MasterArn, RevisionId,
            Layers:[*], State, StateReason, StateReasonCode, LastUpdateStatus, LastUpdateStatusReason,
            LastUpdateStatusReasonCode, FileSystemConfigs:[*], PackageType, SigningProfileVersionArn, SigningJobArn,
            Architectures:[$], ConfigSha256}]}
        aws-sdk:rekognition:detectLabels {Labels:[{Name, Confidence:#, Instances:[*], Parents:[*], Aliases:[*],
            Categories:[*]}], OrientationCorrection, LabelModelVersion, ImageProperties:{Quality:{Brightness:#,
            Sharpness:#, Contrast:#}, DominantColors:[*], Foreground:{DominantColors:[*]},
            Background:{DominantColors:[*]}}}
        aws-sdk:rekognition:detectText {TextDetections:[{DetectedText, Type, Id:#, ParentId:#, Confidence:#}],
            TextModelVersion}
        aws-sdk:s3:copyObject {CopyObjectResult:{ETag, LastModified, ChecksumType}, Expiration, CopySourceVersionId,
            VersionId, ServerSideEncryption, BucketKeyEnabled:?, RequestCharged}
        aws-sdk:s3:deleteObject {DeleteMarker:?, VersionId, RequestCharged}
        aws-sdk:s3:headObject {DeleteMarker:?, AcceptRanges, Expiration, Restore, ArchiveStatus, LastModified,
            ContentLength:#, ChecksumType, ETag, MissingMeta:#, VersionId, CacheControl, ContentDisposition,
            ContentEncoding, ContentLanguage, ContentType, ContentRange, Expires, WebsiteRedirectLocation,
            ServerSideEncryption, Metadata:<$>, BucketKeyEnabled:?, StorageClass, RequestCharged, ReplicationStatus,
            PartsCount:#, TagCount:#, ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus}
        aws-sdk:s3:listObjectsV2 {IsTruncated:?, Contents:[{Key, LastModified, ETag, ChecksumAlgorithm:[$],
            ChecksumType, Size:#, StorageClass}], Name, Prefix, Delimiter, MaxKeys:#, CommonPrefixes:[{Prefix}],
            EncodingType, KeyCount:#, ContinuationToken, NextContinuationToken, StartAfter, RequestCharged}
        aws-sdk:secretsmanager:getSecretValue {Name, VersionId, SecretBinary, SecretString, VersionStages:[$],
            CreatedDate}
        aws-sdk:secretsmanager:putSecretValue {Name, VersionId, VersionStages:[$]}
        aws-sdk:sfn:describeStateMachine {StateMachineArn!, Name!, Status, Definition!, RoleArn!, Type!, CreationDate!,
            LoggingConfiguration:{Level, IncludeExecutionData:?, Destinations:[*]}, TracingConfiguration:{Enabled:?},
            Label, RevisionId, Description, EncryptionConfiguration:{KmsKeyId, KmsDataKeyReusePeriodSeconds:#, Type!},
            VariableReferences:<[$]>}
        aws-sdk:sfn:listExecutions {Executions!:[{ExecutionArn!, StateMachineArn!, Name!, Status!, StartDate!, StopDate,
            MapRunArn, ItemCount:#, StateMachineVersionArn, StateMachineAliasArn, RedriveCount:#, RedriveDate}],
            NextToken}
        aws-sdk:sfn:startSyncExecution {ExecutionArn!, StateMachineArn, Name, StartDate!, StopDate!, Status!, Error,
            Cause, Input, InputDetails:{Included:?}, Output, OutputDetails:{Included:?}, TraceHeader,
            BillingDetails:{BilledDurationInMilliseconds:#}}
        aws-sdk:sns:publishBatch {Successful:[{Id, MessageId, SequenceNumber}], Failed:[{Id!, Code!, Message,
            SenderFault!:?}]}
        aws-sdk:sqs:receiveMessage {Messages:[{MessageId, ReceiptHandle, Body, Attributes:<$>, MessageAttributes:<*>}]}
        aws-sdk:sqs:sendMessageBatch {Successful!:[{Id!, MessageId!, SequenceNumber}], Failed!:[{Id!, SenderFault!:?,
            Code!, Message}]}
        aws-sdk:ssm:getParameter {Parameter:{Name, Type, Value, Version:#, Selector, SourceResult, LastModifiedDate,
            DataType}}
        aws-sdk:ssm:getParameters {Parameters:[{Name, Type, Value, Version:#, Selector, SourceResult, LastModifiedDate,
            DataType}], InvalidParameters:[$]}
        aws-sdk:ssm:getParametersByPath {Parameters:[{Name, Type, Value, Version:#, Selector, SourceResult,
            LastModifiedDate, DataType}], NextToken}
        aws-sdk:ssm:putParameter {Version:#, Tier}
        aws-sdk:sts:assumeRole {Credentials:{AccessKeyId!, SecretAccessKey!, SessionToken!, Expiration!},
            AssumedRoleUser:{AssumedRoleId!, Arn!}, PackedPolicySize:#, SourceIdentity}
        aws-sdk:sts:getCallerIdentity {UserId, Account, Arn}
        aws-sdk:textract:analyzeDocument {DocumentMetadata:{Pages:#}, Blocks:[{BlockType, Confidence:#, Text, TextType,
            RowIndex:#, ColumnIndex:#, RowSpan:#, ColumnSpan:#, Id, Relationships:[*], EntityTypes:[$], SelectionStatus,
            Page:#}], HumanLoopActivationOutput:{HumanLoopArn, HumanLoopActivationReasons:[$],
            HumanLoopActivationConditionsEvaluationResults}, AnalyzeDocumentModelVersion}
        aws-sdk:textract:detectDocumentText {DocumentMetadata:{Pages:#}, Blocks:[{BlockType, Confidence:#, Text,
            TextType, RowIndex:#, ColumnIndex:#, RowSpan:#, ColumnSpan:#, Id, Relationships:[*], EntityTypes:[$],
            SelectionStatus, Page:#}], DetectDocumentTextModelVersion}
        aws-sdk:transcribe:getTranscriptionJob aws-sdk:transcribe:startTranscriptionJob
            {TranscriptionJob:{TranscriptionJobName, TranscriptionJobStatus, LanguageCode, MediaSampleRateHertz:#,
            MediaFormat, Media:{MediaFileUri, RedactedMediaFileUri}, Transcript:{TranscriptFileUri,
            RedactedTranscriptFileUri}, StartTime, CreationTime, CompletionTime, FailureReason,
            Settings:{VocabularyName, ShowSpeakerLabels:?, MaxSpeakerLabels:#, ChannelIdentification:?,
            ShowAlternatives:?, MaxAlternatives:#, VocabularyFilterName, VocabularyFilterMethod},
            ModelSettings:{LanguageModelName}, JobExecutionSettings:{AllowDeferredExecution:?, DataAccessRoleArn},
            ContentRedaction:{RedactionType!, RedactionOutput!, PiiEntityTypes:[$]}, IdentifyLanguage:?,
            IdentifyMultipleLanguages:?, LanguageOptions:[$], IdentifiedLanguageScore:#, LanguageCodes:[*], Tags:[*],
            Subtitles:{Formats:[$], SubtitleFileUris:[$], OutputStartIndex:#}, LanguageIdSettings:<*>,
            ToxicityDetection:[*]}}
        aws-sdk:translate:translateText {TranslatedText!, SourceLanguageCode!, TargetLanguageCode!,
            AppliedTerminologies:[{Name, Terms:[*]}], AppliedSettings:{Formality, Profanity, Brevity}}
        """)
}
