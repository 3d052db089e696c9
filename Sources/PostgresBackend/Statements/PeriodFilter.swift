/// The periods of one statement, given as four single parameters, so that Postgres leaves the partitions of all others out
/// before a prepared plan begins. An array would not do: a generic plan cannot prune by it.
struct PeriodFilter: Hashable, Sendable {
    /// The most periods that are told.
    static let limit = 4

    private let periods: [Period]

    /// Takes at least one period. More than four, which only a commit of many streams has, are not told: then partitions
    /// are left out row by row.
    init(_ periods: Set<Period>) {
        let sorted = periods.sorted()
        guard let first = sorted.first, sorted.count <= Self.limit else {
            self.periods = []
            return
        }
        self.periods = sorted + Array(repeating: first, count: Self.limit - sorted.count)
    }

    /// Parts of `elements` with at most four periods each, where an element alone has no more; in the order given.
    static func parts<Element>(_ elements: [Element], by periods: (Element) -> Set<Period>) -> [[Element]] {
        var parts: [[Element]] = []
        var seen: Set<Period> = []
        for element in elements {
            let found = periods(element)
            if parts.isEmpty || seen.union(found).count > limit {
                parts.append([])
                seen = []
            }
            seen.formUnion(found)
            parts[parts.count - 1].append(element)
        }
        return parts
    }

    /// The condition on a column, with the parameters from `$first`.
    func condition(_ column: String, first: Int) -> String {
        if periods.isEmpty { return "true" }
        let list = (first..<first + Self.limit).map { "$\($0)::int2" }.joined(separator: ", ")
        return "\(column) IN (\(list))"
    }

    /// Adds the parameters.
    func add(to parameters: inout StatementParameters) {
        for period in periods { parameters.add(period.number) }
    }
}
