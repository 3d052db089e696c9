/// An execution that a test starts, and how it should end. Its name follows from its number: started again it is the same.
struct Order: Sendable {
    let number: Int

    var name: String { "order-\(number)" }

    /// Every fifth is refused, every fifth declined.
    var kind: String {
        switch number % 5 {
        case 0: "refused"
        case 1: "declined"
        default: "plain"
        }
    }

    var input: String { #"{"number":\#(number),"kind":"\#(kind)","payments":[1,3]}"# }

    /// The status and the error that an auditor should see.
    var end: [String?] { kind == "refused" ? ["FAILED", "Refused"] : ["SUCCEEDED", nil] }
}
