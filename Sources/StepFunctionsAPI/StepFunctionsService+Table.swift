extension StepFunctionsService {
    /// The operations that are there; a file each in `Operations`.
    static let table: [any APIOperation.Type] = [
        CreateStateMachine.self, UpdateStateMachine.self, DeleteStateMachine.self, DescribeStateMachine.self,
        ListStateMachines.self, DescribeStateMachineForExecution.self, ValidateStateMachineDefinition.self,
        PublishStateMachineVersion.self, ListStateMachineVersions.self, DeleteStateMachineVersion.self,
        CreateStateMachineAlias.self, UpdateStateMachineAlias.self, DescribeStateMachineAlias.self,
        ListStateMachineAliases.self, DeleteStateMachineAlias.self,
        TagResource.self, UntagResource.self, ListTagsForResource.self,
        StartExecution.self, StartSyncExecution.self, StopExecution.self, DescribeExecution.self, ListExecutions.self,
        GetExecutionHistory.self, RedriveExecution.self,
        SendTaskSuccess.self, SendTaskFailure.self, SendTaskHeartbeat.self,
        CreateActivity.self, DescribeActivity.self, DeleteActivity.self, ListActivities.self, GetActivityTask.self,
        ListMapRuns.self, DescribeMapRun.self, UpdateMapRun.self,
        TestState.self,
    ]
}
