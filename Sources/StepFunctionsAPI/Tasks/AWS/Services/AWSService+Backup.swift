extension AWSService {
    static let backup = AWSService(
        name: "backup", id: "Backup", scope: "backup", wire: .rest(backupOperations),
        maps: ["BackupOptions", "ChildJobsInState", "Metadata", "RecoveryPointTags"])

    private static let backupOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                BackupVaultAccountId:backupVaultAccountId ByAccountId:accountId ByBackupPlanId:backupPlanId
                ByBackupVaultName:backupVaultName ByCompleteAfter:completeAfter ByCompleteBefore:completeBefore
                ByCreatedAfter:createdAfter ByCreatedBefore:createdBefore ByDestinationVaultArn:destinationVaultArn
                ByMessageCategory:messageCategory ByParentJobId:parentJobId
                ByParentRecoveryPointArn:parentRecoveryPointArn ByResourceArn:resourceArn ByResourceType:resourceType
                ByRestoreTestingPlanArn:restoreTestingPlanArn ByShared:shared
                BySourceRecoveryPointArn:sourceRecoveryPointArn ByState:state ByStatus:status ByVaultType:vaultType
                MaxResults:maxResults NextToken:nextToken
                """))
        var service = RESTService(.json, table.operations(backupText))
        service.moments = .words(
            """
            CompletionDate CreationDate DeleteAt ExpectedCompletionDate ExpiryDate InitiationDate LastComputed
            LastRestoreTime LastScanTimestamp LockDate MoveToColdStorageAt RecoveryPointCreationDate StartBy
            """)
        service.textMoments = .words(
            """
            ByCompleteAfter ByCompleteBefore ByCreatedAfter ByCreatedBefore
            """)
        return service
    }()

    private static let backupText = """
        StartBackupJob PUT /backup-jobs
          members
        DescribeBackupJob GET /backup-jobs/{BackupJobId}
        ListBackupJobs GET /backup-jobs/
          ? NextToken MaxResults ByResourceArn ByState ByBackupVaultName ByCreatedBefore ByCreatedAfter ByResourceType
          ? ByAccountId ByCompleteAfter ByCompleteBefore ByParentJobId ByMessageCategory
        StopBackupJob POST /backup-jobs/{BackupJobId}
          -> nothing
        StartRestoreJob PUT /restore-jobs
          members
        DescribeRestoreJob GET /restore-jobs/{RestoreJobId}
        ListRestoreJobs GET /restore-jobs/
          ? NextToken MaxResults ByAccountId ByResourceType ByCreatedBefore ByCreatedAfter ByStatus ByCompleteBefore
          ? ByCompleteAfter ByRestoreTestingPlanArn ByParentJobId
        StartCopyJob PUT /copy-jobs
          members
        DescribeCopyJob GET /copy-jobs/{CopyJobId}
        ListCopyJobs GET /copy-jobs/
          ? NextToken MaxResults ByResourceArn ByState ByCreatedBefore ByCreatedAfter ByResourceType
          ? ByDestinationVaultArn ByAccountId ByCompleteBefore ByCompleteAfter ByParentJobId ByMessageCategory
          ? BySourceRecoveryPointArn
        ListRecoveryPointsByBackupVault GET /backup-vaults/{BackupVaultName}/recovery-points/
          ? BackupVaultAccountId NextToken MaxResults ByResourceArn ByResourceType ByBackupPlanId ByCreatedBefore
          ? ByCreatedAfter ByParentRecoveryPointArn
        DescribeRecoveryPoint GET /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}
          ? BackupVaultAccountId
        DeleteRecoveryPoint DELETE /backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}
          -> nothing
        ListBackupVaults GET /backup-vaults/
          ? ByVaultType ByShared NextToken MaxResults
        DescribeBackupVault GET /backup-vaults/{BackupVaultName}
          ? BackupVaultAccountId
        """
}
