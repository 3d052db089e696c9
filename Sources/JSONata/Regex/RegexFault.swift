/// Why a regular expression was refused.
struct RegexFault: Error {
    let reason: String
}
