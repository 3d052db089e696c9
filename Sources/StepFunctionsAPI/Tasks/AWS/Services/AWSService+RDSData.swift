extension AWSService {
    static let rdsdata = AWSService(
        name: "rdsdata", id: "RdsData", scope: "rds-data", wire: .rest(rdsdataOperations), isCamel: true,
        modelled: ["AccessDeniedException"])

    private static let rdsdataOperations: RESTService = {
        let table = RESTTable()
        let service = RESTService(.json, table.operations(rdsdataText))
        return service
    }()

    private static let rdsdataText = """
        ExecuteStatement POST /Execute
          members
        BatchExecuteStatement POST /BatchExecute
          members
        BeginTransaction POST /BeginTransaction
          members
        CommitTransaction POST /CommitTransaction
          members
        RollbackTransaction POST /RollbackTransaction
          members
        """
}
