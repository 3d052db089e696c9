extension ObjectStore {
    /// The next page of a list.
    ///
    /// - Throws: `ObjectStoreError`, also where something on the page does not come behind `key`: who does not know how to go on begins
    ///   again, and the list would never end.
    func page(
        of bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] {
        let page = try await list(bucket: bucket, prefix: prefix, after: key)
        if let key, let stray = page.first(where: { !key.utf8.lexicographicallyPrecedes($0.key.utf8) }) {
            throw .failed(
                ObjectLocation(bucket: bucket, key: prefix),
                reason: "the list does not go on behind '\(key)', but has '\(stray.key)' there")
        }
        return page
    }
}
