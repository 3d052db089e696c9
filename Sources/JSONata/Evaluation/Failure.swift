internal import JSON

/// An error on its way out: one word, so that functions that may throw stay small on the stack.
final class Failure: Error {
    let error: JSONataError
    /// Whether the message is the error's own instead of the code's sentence.
    private let isWorded: Bool

    private init(_ error: JSONataError, isWorded: Bool) {
        var error = error
        if !isWorded { error.message = ErrorSentences.sentence(for: error) }
        self.error = error
        self.isWorded = isWorded
    }

    // None of these is inlined: what they need to build an error would lie on the stack of each function that may fail.

    /// An error whose message is the code's sentence.
    @inline(never)
    convenience init(
        _ code: String, at position: Int? = nil, token: String? = nil, value: JSONValue? = nil,
        value2: JSONValue? = nil,
        index: Int? = nil
    ) {
        var error = JSONataError(code: code, message: "")
        error.position = position
        error.token = token
        error.value = value
        error.value2 = value2
        error.index = index
        self.init(error, isWorded: false)
    }

    /// An error with a message of its own.
    @inline(never)
    convenience init(_ code: String, message: String, value: JSONValue? = nil) {
        var error = JSONataError(code: code, message: message)
        error.value = value
        self.init(error, isWorded: true)
    }

    /// A host's error as it is.
    @inline(never)
    convenience init(_ error: JSONataError) {
        self.init(error, isWorded: true)
    }

    /// The same error where position and token are given only if it has none yet.
    @inline(never)
    func placed(at position: Int, token: String?) -> Failure {
        var error = error
        error.position = error.position ?? position
        error.token = error.token ?? token
        return Failure(error, isWorded: isWorded)
    }

    /// The same error in a text of which this one's is a part.
    @inline(never)
    func moved(by offset: Int) -> Failure {
        var error = error
        error.position = (error.position ?? 0) + offset
        return Failure(error, isWorded: isWorded)
    }

    /// The same error as it leaves a call: at the call's place, with the function's name unless it has a token.
    @inline(never)
    func leavingCall(at position: Int, token: String?) -> Failure {
        var error = error
        error.position = position
        error.token = error.token ?? token
        return Failure(error, isWorded: isWorded)
    }
}
