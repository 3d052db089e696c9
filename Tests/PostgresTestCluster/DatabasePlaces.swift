/// How many databases of a cluster are in use at one time; who comes later waits, in the order of coming.
actor DatabasePlaces {
    private let limit: Int
    private var used: Set<String> = []
    private var waiting: [(name: String, continuation: CheckedContinuation<Void, Never>)] = []

    init(limit: Int) {
        self.limit = limit
    }

    func take(_ name: String) async {
        guard used.count >= limit else {
            used.insert(name)
            return
        }
        await withCheckedContinuation { waiting.append((name, $0)) }
    }

    /// Does nothing for a database without a place.
    func giveBack(_ name: String) {
        guard used.remove(name) != nil, !waiting.isEmpty else { return }
        let next = waiting.removeFirst()
        used.insert(next.name)
        next.continuation.resume()
    }
}
