/// The log of a scene: how the program is told of it, and how a test looks at it without the program.
protocol LogUnderTest: Sendable {
    var kind: StoreKind { get }
    /// What a command line says of it.
    var arguments: [String] { get }
    /// Whether it has its tables.
    var isMade: Bool { get throws }

    /// Everything in it, when no program has it open any more; nothing where its tables are yet to be made.
    ///
    /// - Parameter audited: whether what an auditor says of it in SQL counts, where there is such a thing.
    func snapshot(audited: Bool) async throws -> LogSnapshot
    /// The rows of a statement, each column as text. Both stores have the tables `event`, `stream`, `stream_label`, `wake_up`
    /// and `worker`, with the columns that tests ask for.
    func rows(_ sql: String) throws -> [[String]]
    /// Does what no engine may do: changes events against the triggers that refuse it.
    func tamper(_ sql: String) throws
}

extension LogUnderTest {
    /// Everything in it, when no program has it open any more.
    func snapshot() async throws -> LogSnapshot { try await snapshot(audited: false) }
}
