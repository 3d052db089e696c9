/// Why a function could not be evaluated, before it is known which call that was.
struct IntrinsicFault: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
