public import JSON
public import StatesLanguage

/// The branches or iterations of a Parallel or Map state: which are open, and what came of the others.
public struct Fork: Hashable, Sendable {
    /// What is the same for all of them from beginning to end.
    public final class Plan: Hashable, Sendable {
        /// What each branch of a Parallel state is given; what `ItemSelector` reads of a Map state's input.
        public let input: ParsedInput
        /// The items of a Map state; nil for a Parallel state.
        public let items: [JSONText]?
        /// The execution's input, where the iterations read it.
        public let executionInput: JSONValue?
        /// How many branches or iterations there are.
        public let count: Int
        /// How many run at one time.
        public let concurrency: Int

        init(
            input: ParsedInput, items: [JSONText]?, executionInput: JSONValue? = nil, count: Int, concurrency: Int
        ) {
            self.input = input
            self.items = items
            self.executionInput = executionInput
            self.count = count
            self.concurrency = concurrency
        }

        /// Equal by what they say.
        public static func == (left: Plan, right: Plan) -> Bool {
            left === right
                || left.input.text == right.input.text && left.items == right.items && left.count == right.count
                    && left.concurrency == right.concurrency
        }

        /// Feeds the number of branches, which tells most plans apart.
        public func hash(into hasher: inout Hasher) { hasher.combine(count) }
    }

    /// What is the same for all of them.
    public let plan: Plan
    /// How many were begun.
    public internal(set) var started = 0
    /// How many were begun and have not succeeded.
    public internal(set) var open = 0
    /// What those ended with that succeeded, by index.
    public internal(set) var results: GrowingList<JSONText?>
    /// The state's result where nobody runs the branches: for a state that is tested by itself.
    var givenResult: JSONText?

    init(_ plan: Plan) {
        self.plan = plan
        results = GrowingList(repeating: nil, count: plan.count)
    }

    /// Whether the next one may begin.
    var canOpen: Bool { started < plan.count && open < plan.concurrency }

    /// Whether all of them succeeded.
    var isComplete: Bool { started == plan.count && open == 0 }

    /// The state's result.
    ///
    /// Throws where it is nested too deeply.
    func checkedResult() throws(StateRuntimeError) -> JSONText {
        let result = givenResult ?? result
        guard !result.isTooDeep else { throw StateRuntimeError.tooDeep }
        return result
    }

    /// What they ended with, in order, as the text of an array.
    private var result: JSONText {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        bytes.reserveCapacity(results.reduce(2) { $0 + ($1?.count ?? 4) + 1 })
        for result in results {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes += (result ?? .null).utf8
        }
        bytes.append(UInt8(ascii: "]"))
        return JSONText(unchecked: bytes[...])
    }
}
