internal import Engine
internal import EventLog

extension APIError {
    /// How the service would say what the engine said.
    init(_ error: any Error, execution arn: String? = nil) {
        switch error {
        case let error as APIError: self = error
        case let error as EngineError: self.init(engine: error, arn ?? "")
        case let error as EventStoreError: self.init(store: error)
        case is CancellationError: self = .unavailable
        // Its text may hold anything, so it goes nowhere but into the log.
        default: self.init("InternalFailure", "The request could not be processed.", status: 500)
        }
    }

    private static var unavailable: APIError {
        APIError("ServiceUnavailableException", "The server is shutting down.", status: 503)
    }

    private init(engine error: EngineError, _ arn: String) {
        switch error {
        case .store(let error): self.init(store: error)
        case .invalidName(let name): self = .invalidName(name)
        case .invalidInput(let error): self = .invalidInput("\(error)")
        case .inputTooLarge: self = .invalidInput("The input is larger than 262144 bytes.")
        case .executionAlreadyExists:
            self.init("ExecutionAlreadyExists", "Execution Already Exists: '\(arn)'")
        case .executionDoesNotExist: self = .executionDoesNotExist(arn)
        case .mapRunHasEnded(let arn, let status):
            self = .validation("Map Run is \(status.rawValue) and cannot be updated: '\(arn)'")
        case .refused(.taskClosed), .refused(.ended):
            self.init("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
        case .refused(.notRedrivable(let status)):
            self.init("ExecutionNotRedrivable", "Execution is \(status.rawValue) and cannot be redriven")
        case .refused(let refusal): self.init("ConflictException", refusal.description)
        case .invalidToken: self = .invalidToken("Invalid token")
        case .invalidOutput(let error): self.init("InvalidOutput", "Invalid Output: '\(error)'")
        case .shuttingDown, .cancelled: self = .unavailable
        default: self.init("InternalFailure", "The request could not be processed.", status: 500)
        }
    }

    private init(store error: EventStoreError) {
        if error.advice == .giveUp {
            self.init("InternalFailure", "The log refused the request.", status: 500)
        } else {
            self.init("ServiceUnavailableException", "The log cannot be reached.", status: 503)
        }
    }

    static func invalidInput(_ reason: String) -> APIError {
        APIError("InvalidExecutionInput", "Invalid State Machine Execution Input: '\(reason)'")
    }
}
