extension AWSService {
    /// A service that has no table of operations, with what is said of its members and errors here.
    var withMembers: AWSService {
        var service = self
        service.moments = AWSService.sets(AWSService.momentText)[name] ?? []
        for line in AWSService.camelText.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words[0] == name else { continue }
            service.camelNames.formUnion(words.dropFirst(2).map { "\(words[1])/\($0)" })
        }
        service.numbers = AWSService.sets(AWSService.numberText)[name] ?? []
        service.booleans = AWSService.sets(AWSService.booleanText)[name] ?? []
        service.lists = AWSService.sets(AWSService.listText)[name] ?? []
        service.maps.formUnion(AWSService.sets(AWSService.mapText)[name] ?? [])
        service.modelled = AWSService.sets(AWSService.errorText)[name] ?? []
        return service
    }

    /// The words of each line behind the service.
    private static func sets(_ text: String) -> [String: Set<String>] {
        var sets: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            sets[words[0], default: []].formUnion(words.dropFirst())
        }
        return sets
    }

    /// Moments, which are numbers of seconds in JSON, and texts in XML.
    private static let momentText = """
        acm CreatedAt End ImportedAt IssuedAt NotAfter NotBefore RevokedAt Start UpdatedAt
        athena AuthTokenExpirationTime CompletionDateTime CreateTime CreationTime EndDateTime
        athena IdleSinceDateTime LastAccessTime LastModifiedDateTime LastModifiedTime
        athena LastSuccessfulAllocationTime RequestCompletionTime RequestTime StartDateTime
        athena SubmissionDateTime
        codebuild created endTime expired lastModified lastModifiedSecret requestTime requestedOn
        codebuild startTime submitTime
        cognitoidentityprovider ClientSecretCreateDate CompletionDate CreatedAt
        cognitoidentityprovider CreationDate DeviceCreateDate
        cognitoidentityprovider DeviceLastAuthenticatedDate DeviceLastModifiedDate
        cognitoidentityprovider FeedbackDate LastModifiedDate StartDate UserCreateDate
        cognitoidentityprovider UserLastModifiedDate
        comprehend CreationTime CreationTimeAfter CreationTimeBefore EndTime LastModifiedTime
        comprehend LatestVersionCreatedAt SubmitTime SubmitTimeAfter SubmitTimeBefore TrainingEndTime
        comprehend TrainingStartTime
        dynamodb ArchivalDateTime BackupCreationDateTime BackupExpiryDateTime CreationDateTime
        dynamodb EarliestRestorableDateTime EndTime ExportFromTime ExportTime ExportToTime
        dynamodb InaccessibleEncryptionDateTime LastDecreaseDateTime LastIncreaseDateTime
        dynamodb LastUpdateDateTime LastUpdateToPayPerRequestDateTime LatestRestorableDateTime
        dynamodb ReplicaInaccessibleDateTime RestoreDateTime StartTime TableCreationDateTime
        dynamodb TimeRangeLowerBound TimeRangeUpperBound
        ecr createdAt expiresAt firstObservedAt imagePushedAt imageScanCompletedAt lastActivatedAt
        ecr lastArchivedAt lastEvaluatedAt lastInUseAt lastObservedAt lastRecordedPullTime pushedAt
        ecr updatedAt vendorCreatedAt vendorUpdatedAt vulnerabilitySourceUpdatedAt
        ecs after before connectivityAt createdAt deleteRequestedAt deregisteredAt executionStoppedAt
        ecs expirationDate expiresAt finishedAt lastStartedAt lastStatusChange lastUpdated pullStartedAt
        ecs pullStoppedAt registeredAt stabilityStatusAt startedAt stoppedAt stoppingAt updatedAt
        emr CreatedAfter CreatedBefore CreationDateTime CreationTime EndDateTime EndTime ExpiresAt From
        emr LastModifiedTime ReadyDateTime StartDateTime StartTime To
        eventbridge CreationTime EventEndTime EventLastReplayedTime EventStartTime ExpirationTime
        eventbridge LastAuthorizedTime LastModifiedTime ReplayEndTime ReplayStartTime Time
        firehose CreateTimestamp DeliveryStartTimestamp LastUpdateTimestamp ReadFromTimestamp
        firehose RequestTimestamp
        glue AnalyzedTime CompletedOn CreateTime CreatedAfter CreatedBefore CreatedOn CreatedTimeStamp
        glue CreatedTimestamp CreationTime Date EndTime ExecutionTimestamp ImportTime LastAccessTime
        glue LastAnalyzedTime LastConnectionValidationTime LastModifiedAfter LastModifiedBefore
        glue LastModifiedOn LastModifiedTimestamp LastUpdated LastUpdatedTime QueryAsOfTime QueryStartTime
        glue RecordedAfter RecordedBefore RecordedOn RequestTime StartTime StartedAfter StartedBefore
        glue StartedOn StatisticRecordedOn UpdateTime endTimestamp startTimestamp
        kinesis ApproximateArrivalTimestamp ConsumerCreationTimestamp EarliestAllowedEndAt EndedAt
        kinesis StartedAt StreamCreationTimestamp Timestamp
        kms CreationDate DeletionDate KeyCreationDate LastUpdatedDate NextRotationDate
        kms OnDemandRotationStartDate ParametersValidTo RotationDate Timestamp TrackingStartDate ValidTo
        rekognition CompletionTimestamp CreationTimestamp LastUpdateTimestamp LastUpdatedTimestamp
        rekognition TrainingEndTimestamp
        secretsmanager CreatedDate DeletedDate DeletionDate LastAccessedDate LastChangedDate
        secretsmanager LastRotatedDate NextRotationDate
        ssm ActualEndTime ActualStartTime ApprovalDate CreateTime CreatedDate CreatedTime CreationDate Date
        ssm DeletionStartTime EndTime EndedAt ExecutionDate ExecutionEndTime ExecutionStartTime
        ssm ExecutionTime ExpirationDate ExpirationTime ExpiresAfter InstalledTime
        ssm LastAssociationExecutionDate LastExecutionDate LastModifiedDate LastModifiedTime
        ssm LastNoRebootInstallOperationTime LastPingDateTime LastStatusUpdateTime
        ssm LastSuccessfulAssociationExecutionDate LastSuccessfulExecutionDate LastSuccessfulSyncTime
        ssm LastSyncTime LastUpdateAssociationDate LaunchTime ModifiedDate OperationEndTime
        ssm OperationStartTime PlannedEndTime PlannedStartTime RegistrationDate ReleaseDate
        ssm RequestedDateTime ResponseFinishDateTime ResponseStartDateTime ReviewedTime ScheduledEndTime
        ssm ScheduledTime StartTime SyncCreatedTime SyncLastModifiedTime UpdatedTime
        textract AfterCreationTime BeforeCreationTime CreationTime
        transcribe CompletionTime CreateTime CreationTime LastModifiedTime LastUpdateTime StartTime
        translate CreatedAt EndTime LastUpdatedAt LatestUpdateAttemptAt SubmittedAfterTime
        translate SubmittedBeforeTime SubmittedTime
        cloudformation CreationTime CreationTimestamp DeletionTime DriftDetectionTimestamp
        cloudformation EndTime EndTimestamp InvokedAt LastCheckTimestamp LastDriftCheckTimestamp
        cloudformation LastUpdated LastUpdatedTime LastUpdatedTimestamp StartTime TimeCreated
        cloudformation Timestamp
        cloudwatch AlarmConfigurationUpdatedTimestamp CreationDate EndTime ExpireDate LastModified
        cloudwatch LastUpdateDate LastUpdatedTimestamp StartDate StartTime StateTransitionedTimestamp
        cloudwatch StateUpdatedTimestamp Timestamp Timestamps
        iam CreateDate EnableDate Expiration ExpirationDate ExpirationTime GeneratedTime JobCompletionDate
        iam JobCreationDate LastAccessedTime LastAuthenticated LastAuthenticatedTime LastUsedDate
        iam PasswordLastUsed Timestamp UpdateDate UpdatedTime UploadDate ValidUntil
        sns CreatedAt
        sts Expiration
        """

    /// Numbers in XML.
    private static let numberText = """
        cloudformation DriftedStackInstancesCount DriftedStackResourceCount
        cloudformation FailedStackInstancesCount FailureToleranceCount FailureTolerancePercentage
        cloudformation HookInvocationCount InProgressStackInstancesCount
        cloudformation InSyncStackInstancesCount MaxConcurrentCount MaxConcurrentPercentage
        cloudformation MonitoringTimeInMinutes NumberOfResources PercentageCompleted
        cloudformation ResourcesFailed ResourcesPending ResourcesProcessing ResourcesRead
        cloudformation ResourcesScanned ResourcesSucceeded SupportedMajorVersions
        cloudformation TimeoutInMinutes TotalStackInstancesCount TotalWarnings
        cloudwatch ActionsSuppressorExtensionPeriod ActionsSuppressorWaitPeriod AggregateValue
        cloudwatch ApproximateAggregateValue ApproximateUniqueCount ApproximateValue Average
        cloudwatch DatapointsToAlarm EvaluationInterval EvaluationPeriods ExtendedStatistics
        cloudwatch MaxContributorValue Maximum Minimum PendingPeriod Period RecoveryPeriod
        cloudwatch SampleCount Size Sum Threshold UniqueContributors Values
        iam AttachmentCount Column Line MaxPasswordAge MaxSessionDuration MinimumPasswordLength
        iam NumberOfServicesAccessible NumberOfServicesNotAccessed PasswordReusePrevention
        iam PermissionsBoundaryUsageCount SessionDuration SummaryMap TotalAuthenticatedEntities
        sts PackedPolicySize
        """

    /// Booleans in XML.
    private static let booleanText = """
        cloudformation Active AutoUpdate DisableRollback EnableTerminationProtection Enabled
        cloudformation ImportExistingResources IncludeNestedStacks IsActivated
        cloudformation IsDefaultConfiguration IsDefaultVersion ManagedByStack NoEcho Required
        cloudformation RetainExceptOnCreate RetainStacks RetainStacksOnAccountRemoval
        cloudformation UsePreviousValue
        cloudwatch ActionsEnabled ApplyOnTransformedLogs IncludeLinkedAccountsMetrics ManagedRule
        cloudwatch PeriodicSpikes ReturnData
        iam AllowUsersToChangePassword AllowedByOrganizations AllowedByPermissionsBoundary ExpirePasswords
        iam HardExpiry IsAttachable IsDefaultVersion IsTruncated JwtVendingEnabled OnlySendByOwner
        iam PasswordResetRequired RequireLowercaseCharacters RequireNumbers RequireSymbols
        iam RequireUppercaseCharacters isTruncated
        sns IsInSandbox SenderFault isOptedOut
        """

    /// Lists in XML, of which an empty one looks like an empty text.
    private static let listText = """
        cloudformation AccountLimits Accounts AllowedValues Annotations Capabilities Changes
        cloudformation DeclaredTransforms DependsOn Details Errors Exports HookResults Hooks
        cloudformation Imports LastOperations LogicalResourceIds NotificationARNs OperationEvents
        cloudformation OrganizationalUnitIds Outputs ParameterOverrides Parameters
        cloudformation PhysicalResourceIdContext Properties PropertyDifferences RegionOrder
        cloudformation Regions RegistrationTokenList RelatedResources RequiredActivatedTypes
        cloudformation ResourceDriftIgnoredAttributes ResourceIdentifierSummaries
        cloudformation ResourceIdentifiers ResourceScanSummaries ResourceTypes Resources
        cloudformation RollbackTriggers ScanFilters Scope StackEvents StackIds
        cloudformation StackRefactorActions StackRefactorSummaries StackResourceDrifts
        cloudformation StackResourceSummaries StackResources StackSummaries Stacks
        cloudformation StagesAvailable Summaries SupportedMajorVersions TagResources Tags
        cloudformation TypeConfigurations TypeSummaries TypeVersionSummaries Types
        cloudformation UnprocessedTypeConfigurations UnrecognizedResourceTypes UntagResources
        cloudwatch AdditionalStatistics AlarmActions AlarmContributors AlarmHistoryItems
        cloudwatch AlarmMuteRuleSummaries AlarmNames AnomalyDetectors CompositeAlarms Contributors
        cloudwatch DashboardEntries DashboardValidationMessages Datapoints Dimensions Entries
        cloudwatch ExcludeFilters ExcludedTimeRanges Failures IncludeFilters IncludeMetrics
        cloudwatch InsightRules InsufficientDataActions KeyLabels Keys ManagedRules Messages
        cloudwatch MetricAlarms MetricDataQueries MetricDataResults MetricDatapoints MetricNames
        cloudwatch Metrics OKActions OwningAccounts StatisticsConfigurations Tags Timestamps Values
        iam AccessDetails AccessKeyMetadata AccountAliases AttachedManagedPolicies AttachedPolicies
        iam Certificates ClientIDList ContextKeyNames DelegationRequests EnabledFeatures EntityDetailsList
        iam EvaluationResults GroupDetailList GroupList GroupPolicyList Groups InstanceProfileList
        iam InstanceProfiles MFADevices MatchedStatements MissingContextValues OpenIDConnectProviderList
        iam Parameters Policies PoliciesGrantingServiceAccess PolicyGroups PolicyNames PolicyRoles
        iam PolicyUsers PolicyVersionList PrivateKeyList ResourceSpecificResults Resources RoleDetailList
        iam RolePermissionRestrictionArns RolePolicyList RoleUsageList Roles SAMLProviderList SSHPublicKeys
        iam ServerCertificateMetadataList ServiceSpecificCredentials ServicesLastAccessed Tags
        iam ThumbprintList TrackedActionsLastAccessed UserDetailList UserPolicyList Users Values Versions
        iam VirtualMFADevices
        sns Endpoints Failed NumberCapabilities PhoneNumbers PlatformApplications Subscriptions Successful
        sns Tags Topics phoneNumbers
        """

    /// Maps, whose keys are data.
    private static let mapText = """
        athena AdditionalConfigs LogTypes Parameters Properties SparkProperties
        cloudwatchlogs attributes dimensions enumerations extractedValues histogram keyAttributes
        cloudwatchlogs logRecord tags
        codebuild statusCounts
        cognitoidentityprovider AttributeMapping AuthParameters ChallengeParameters
        cognitoidentityprovider ChallengeResponses ClientMetadata Links ProviderDetails
        cognitoidentityprovider Tags UserPoolTags
        dynamodb AttributeUpdates Attributes ExclusiveStartKey Expected ExpressionAttributeNames
        dynamodb ExpressionAttributeValues GlobalSecondaryIndexes Item ItemCollectionKey
        dynamodb ItemCollectionMetrics Items Key KeyConditions Keys LastEvaluatedKey
        dynamodb LocalSecondaryIndexes M QueryFilter RequestItems Responses ScanFilter UnprocessedItems
        dynamodb UnprocessedKeys
        ecr annotations findingSeverityCounts
        ecs dockerLabels driverOpts labels options
        emr AdditionalInfo EnvironmentVariables ErrorData LogTypeUploadPolicy LogTypes Properties
        eventbridge HeaderParameters InputPathsMap QueryStringParameters
        firehose ColumnToJsonKeyMappings
        glue AddArguments AdditionalContext AdditionalDataSources AdditionalDeltaOptions
        glue AdditionalEncryptionContext AdditionalHudiOptions AdditionalIcebergOptions AdditionalOptions
        glue AdditionalPlanOptionsMap Arguments AthenaConnectionProperties AthenaProperties
        glue BasicAuthenticationProperties CodeGenConfigurationNodes Compaction
        glue ComputeEnvironmentConfigurations ConnectionOptionNameOverrides ConnectionOptions
        glue ConnectionProperties ConnectionPropertyNameOverrides CustomAuthenticationCredentials
        glue CustomAuthenticationProperties CustomProperties Data DataTypeMapping DefaultArguments
        glue DefaultRunProperties EntityConfigurations Errors EvaluatedMetrics JobConfiguration Labels
        glue MetadataInfoMap NonOverridableArguments OAuth2Properties OrphanFileDeletion Parameters
        glue PhysicalConnectionRequirements Properties PythonConnectionProperties PythonProperties
        glue Retention RuleMetrics RunProperties Schema SessionConfiguration SkewedColumnValueLocationMaps
        glue SourceProperties SparkConnectionProperties SparkProperties StatisticProperties Tags TagsToAdd
        glue TokenUrlParametersMap WorkflowRunProperties
        kinesis Tags
        kms DestinationEncryptionContext EncryptionContext EncryptionContextEquals EncryptionContextSubset
        kms SourceEncryptionContext
        rekognition Tags
        secretsmanager SecretVersionsToStages VersionIdsToStages
        sqs Attributes MessageAttributes MessageSystemAttributes Tags
        ssm AssociationStatusAggregatedCount Content Context Data Details Entries Inputs
        ssm InstanceAssociationStatusAggregatedCount Metadata MetadataToUpdate OperationalData Outputs
        ssm OverriddenParameters Parameters Payload Properties StepPreviews Summary TargetMaps
        ssm TaskParameters Values Variables
        textract Tags
        transcribe KMSEncryptionContext LanguageIdSettings
        """

    /// Members that are written `likeThis` in services where others are not, behind the member that they are in.
    private static let camelText = """
        acm Includes exportOption extendedKeyUsage keyTypes keyUsage managedBy
        cognitoidentityprovider HttpHeaders headerName headerValue
        eventbridge CapacityProviderStrategy base capacityProvider weight
        eventbridge NetworkConfiguration awsvpcConfiguration
        eventbridge PlacementConstraints expression type
        eventbridge PlacementStrategy field type
        glue DynamoDBTargets scanAll scanRate
        glue Entries catalogId databaseName tableName type
        glue Failures catalogId databaseName error tableName type
        glue TableOptimizer configuration configurationSource lastRun type
        glue TableOptimizerConfiguration compactionConfiguration enabled
        glue TableOptimizerConfiguration orphanFileDeletionConfiguration
        glue TableOptimizerConfiguration retentionConfiguration roleArn
        glue TableOptimizerConfiguration vpcConfiguration
        glue TableOptimizerRuns compactionMetrics compactionStrategy endTimestamp
        glue TableOptimizerRuns error eventType metrics orphanFileDeletionMetrics
        glue TableOptimizerRuns retentionMetrics startTimestamp
        glue TableOptimizers catalogId databaseName tableName tableOptimizer
        glue Tags key value
        glue compactionConfiguration icebergConfiguration
        glue configuration compactionConfiguration enabled orphanFileDeletionConfiguration
        glue configuration retentionConfiguration roleArn vpcConfiguration
        glue icebergConfiguration cleanExpiredFiles deleteFileThreshold location
        glue icebergConfiguration minInputFiles numberOfSnapshotsToRetain
        glue icebergConfiguration orphanFileRetentionPeriodInDays runRateInHours
        glue icebergConfiguration snapshotRetentionPeriodInDays strategy
        glue lastRun compactionMetrics compactionStrategy endTimestamp error eventType metrics
        glue lastRun orphanFileDeletionMetrics retentionMetrics startTimestamp
        glue orphanFileDeletionConfiguration icebergConfiguration
        glue retentionConfiguration icebergConfiguration
        glue tableOptimizer configuration configurationSource lastRun type
        glue vpcConfiguration glueConnectionName
        ssm AssociationFilterList key value
        ssm DocumentFilterList key value
        ssm InstanceInformationFilterList key valueSet
        ssm InstancePropertyFilterList key valueSet
        """

    /// Errors common to many services that these have in their models.
    private static let errorText = """
        acm AccessDeniedException ThrottlingException ValidationException
        cloudwatchlogs AccessDeniedException ThrottlingException UnrecognizedClientException
        cloudwatchlogs ValidationException
        cognitoidentityprovider AccessDeniedException
        dynamodb ThrottlingException
        ecr ValidationException
        ecs AccessDeniedException
        eventbridge AccessDeniedException ThrottlingException
        glue AccessDeniedException ThrottlingException ValidationException
        kinesis AccessDeniedException ValidationException
        rekognition AccessDeniedException ThrottlingException
        ssm AccessDeniedException ThrottlingException ValidationException
        textract AccessDeniedException ThrottlingException ValidationException
        sns ValidationException
        sts ExpiredTokenException
        """
}
