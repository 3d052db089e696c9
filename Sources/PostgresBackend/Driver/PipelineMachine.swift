/// What was sent on one connection in pipeline mode, and which answer belongs to what: a value without a socket.
///
/// Each request is a run of steps that ends with a sync. libpq gives for each step its result and then a null, for each
/// sync a result of its own; after an error all steps up to the sync are aborted.
///
///     sent ──result──▶ answered ──null──▶ over          (a step)
///     sent ──sync────▶ over, the request is finished     (a sync)
struct PipelineMachine<Reply> {
    /// Something that was sent.
    enum Step: Equatable, Sendable {
        /// The preparation of a statement.
        case prepare(String)
        /// The execution of a statement whose rows are wanted.
        case execute
        /// The execution of a statement that frames a transaction: its answer says only that it went well.
        case frame
        /// The end of a request.
        case sync
    }

    /// What to do about a result.
    enum ResultAction {
        case goOn
        /// The statement is not prepared on this connection, contrary to what was assumed when it was sent.
        case forget(String)
        /// The oldest request is over.
        case finish(replies: [Reply], error: ServerError?)
        /// Nobody asked: the connection cannot be trusted any more.
        case breakOff
    }

    private var steps: ArraySlice<Step> = []
    private var replies: [Reply] = []
    private var error: ServerError?

    /// Whether every answer has come.
    var isIdle: Bool { steps.isEmpty }

    /// Notes what a request sends; its end is added.
    mutating func sent(_ request: [Step]) {
        steps += request
        steps.append(.sync)
    }

    /// A statement was carried out or prepared.
    mutating func received(_ reply: Reply) -> ResultAction {
        switch steps.first {
        case .execute: replies.append(reply)
        case .prepare, .frame: break
        case .sync, nil: return .breakOff
        }
        return .goOn
    }

    /// Postgres refused a step. Where the sync itself is refused, the transaction failed at its very end.
    mutating func received(error: ServerError) -> ResultAction {
        if self.error == nil { self.error = error }
        return forgottenStatement
    }

    /// A step was skipped because of an error before it.
    mutating func receivedAborted() -> ResultAction { forgottenStatement }

    /// The results of a step are over.
    mutating func receivedNull() {
        if let first = steps.first, first != .sync { steps.removeFirst() }
    }

    /// A request is over.
    mutating func receivedSync() -> ResultAction {
        guard steps.first == .sync else { return .breakOff }
        steps.removeFirst()
        defer {
            replies = []
            error = nil
        }
        return .finish(replies: replies, error: error)
    }

    private var forgottenStatement: ResultAction {
        if case .prepare(let sql) = steps.first { return .forget(sql) }
        return .goOn
    }
}
