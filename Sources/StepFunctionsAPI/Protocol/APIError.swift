/// Why a request was not done, as the service says it: a name that SDKs turn into an exception, and a message.
public struct APIError: Error, Hashable, Sendable {
    /// The error's name, such as `StateMachineDoesNotExist`.
    public let code: String
    /// What was wrong.
    public let message: String
    /// The HTTP status: 400 where the request is at fault, 500 or more where sending it again may help.
    public let status: Int

    /// Describes an error.
    public init(_ code: String, _ message: String, status: Int = 400) {
        self.code = code
        self.message = message
        self.status = status
    }
}

extension APIError {
    static func validation(_ value: String?, at name: String, _ constraint: String) -> APIError {
        let value = value.map { "Value '\($0)'" } ?? "Value"
        return .validation(
            "1 validation error detected: \(value) at '\(name)' failed to satisfy constraint: \(constraint)")
    }

    static func validation(_ message: String) -> APIError { APIError("ValidationException", message) }
    static func serialization(_ message: String) -> APIError { APIError("SerializationException", message) }

    static func stateMachineDoesNotExist(_ arn: String) -> APIError {
        APIError("StateMachineDoesNotExist", "State Machine Does Not Exist: '\(arn)'")
    }

    static func executionDoesNotExist(_ arn: String) -> APIError {
        APIError("ExecutionDoesNotExist", "Execution Does Not Exist: '\(arn)'")
    }

    static func activityDoesNotExist(_ arn: String) -> APIError {
        APIError("ActivityDoesNotExist", "Activity Does Not Exist: '\(arn)'")
    }

    static func resourceNotFound(_ arn: String) -> APIError {
        APIError("ResourceNotFound", "Resource not found: '\(arn)'")
    }

    static func invalidArn(_ reason: String) -> APIError { APIError("InvalidArn", "Invalid Arn: '\(reason)'") }
    static func invalidName(_ name: String) -> APIError { APIError("InvalidName", "Invalid Name: '\(name)'") }

    static func invalidToken(_ reason: String) -> APIError { APIError("InvalidToken", "Invalid Token: '\(reason)'") }

    static func invalidDefinition(_ reasons: String) -> APIError {
        APIError("InvalidDefinition", "Invalid State Machine Definition: '\(reasons)'")
    }

    static var typeNotSupported: APIError {
        APIError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine")
    }
}
