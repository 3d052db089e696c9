extension AWSService {
    static let scheduler = AWSService(
        name: "scheduler", id: "Scheduler", scope: "scheduler", wire: .rest(schedulerOperations),
        camelNames: [
            "NetworkConfiguration/awsvpcConfiguration", "CapacityProviderStrategy/base",
            "CapacityProviderStrategy/capacityProvider", "CapacityProviderStrategy/weight",
            "PlacementConstraints/expression", "PlacementConstraints/type", "PlacementStrategy/field",
            "PlacementStrategy/type",
        ], maps: ["Tags"], modelled: ["ThrottlingException", "ValidationException"])

    private static let schedulerOperations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                ClientToken:clientToken
                """))
        var service = RESTService(.json, table.operations(schedulerText))
        service.moments = .words(
            """
            CreationDate EndDate LastModificationDate StartDate
            """)
        return service
    }()

    private static let schedulerText = """
        CreateSchedule POST /schedules/{Name}
          members
        GetSchedule GET /schedules/{Name}
          ? GroupName:groupName
        UpdateSchedule PUT /schedules/{Name}
          members
        DeleteSchedule DELETE /schedules/{Name}
          ? ClientToken GroupName:groupName
          -> nothing
        ListSchedules GET /schedules
          ? GroupName:ScheduleGroup MaxResults NamePrefix NextToken State
        CreateScheduleGroup POST /schedule-groups/{Name}
          members
        GetScheduleGroup GET /schedule-groups/{Name}
        DeleteScheduleGroup DELETE /schedule-groups/{Name}
          ? ClientToken
          -> nothing
        ListScheduleGroups GET /schedule-groups
          ? MaxResults NamePrefix NextToken
        TagResource POST /tags/{ResourceArn}
          members
          -> nothing
        UntagResource DELETE /tags/{ResourceArn}
          ? TagKeys
          -> nothing
        ListTagsForResource GET /tags/{ResourceArn}
        """
}
