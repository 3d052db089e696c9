/// Where this server answers otherwise than the service did, and why. A case that matches by now must leave the list.
enum KnownDifferences {
    static let byCase: [String: String] = [:]

    /// Operations of the recordings that are not there yet.
    static let notThere: [String: String] = [:]
}
