internal import JSON

/// One operation of the API: a name, and what it does with a request.
protocol APIOperation: Sendable {
    /// The operation's name, as the service writes it.
    static var name: String { get }

    init()

    /// Does what is asked, and gives the members of the answer.
    ///
    /// - Throws: `APIError`, or an error of the engine that `APIError` knows to tell.
    func answer(_ request: APIRequest, _ service: StepFunctionsService) async throws -> JSONObject
}
