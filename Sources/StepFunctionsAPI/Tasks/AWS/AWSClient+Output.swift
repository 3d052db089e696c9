internal import JSON

extension AWSClient.Output {
    /// The result of an integration of AWS's own: what the service answered, and how.
    var withMetadata: JSONText {
        var all = members
        for member in answer.metadata { all[member.key] = member.value }
        return JSONText(.object(all))
    }
}
