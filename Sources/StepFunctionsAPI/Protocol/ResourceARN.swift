/// An ARN of the service, taken apart: `arn:aws:states:us-east-1:123456789012:stateMachine:payroll:3`.
struct ResourceARN: Hashable {
    /// The ARN as it was given.
    let text: String
    let region: String
    let account: String
    /// `stateMachine`, `execution`, `express`, `activity`, `mapRun`.
    let type: String
    /// What stands behind the type, one element for each colon.
    let parts: [String]

    /// Reads an ARN of one of these types.
    ///
    /// - Throws: `InvalidArn` where it is none.
    init(_ text: String, _ types: String...) throws(APIError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.first == "arn" else { throw .invalidArn("Invalid ARN prefix: \(text)") }
        guard parts.count >= 7, parts[2] == "states", parts.dropFirst(5).allSatisfy({ !$0.isEmpty }) else {
            throw .invalidArn("Invalid ARN: \(text)")
        }
        guard types.contains(parts[5]) else {
            throw .invalidArn("Resource type not valid in this context: \(parts[5])")
        }
        self.text = text
        region = parts[3]
        account = parts[4]
        type = parts[5]
        self.parts = Array(parts.dropFirst(6))
    }

    /// The name of the resource, or of the machine that it belongs to.
    var name: String { parts[0] }

    /// The ARN without what stands behind the name: of the machine, where this is one of its versions or aliases.
    var unqualified: String {
        text.split(separator: ":", omittingEmptySubsequences: false).prefix(7).joined(separator: ":")
    }

    /// Of a Map Run: the ARN of the machine of its executions.
    var machineArn: String { unqualified.replacing(":mapRun:", with: ":stateMachine:", maxReplacements: 1) }

    /// The version's number or the alias behind a machine's name.
    var qualifier: String? { parts.count > 1 ? parts[1] : nil }
}
