internal import JSON

/// The matches in a text one after the other, of a regular expression or of a function that the expression gave instead.
struct MatchCursor {
    /// A match; its range is in scalars.
    struct Found {
        let range: Range<Int>
        let groups: [String?]
        /// What a replacing function gets.
        let value: Value
    }

    let subject: RegexSubject
    private let call: NativeFunction.Call
    private var source: Source

    private enum Source {
        case regex(RegexNode, next: Int)
        case function(FunctionValue, arguments: [Value])
        case exhausted
    }

    init(_ matcher: FunctionValue, _ text: String, _ call: NativeFunction.Call) throws(Failure) {
        try call.run.allocate(text.utf8.count * 4)
        try call.run.step(text.utf8.count / 16)
        subject = RegexSubject(text)
        self.call = call
        source =
            if case .regex(let node) = matcher.kind { .regex(node, next: -1) } else {
                .function(matcher, arguments: [.string(text)])
            }
    }

    /// The next match; `needsValue` asks for the object that functions get.
    mutating func next(needsValue: Bool = false) throws(Failure) -> Found? {
        switch source {
        case .exhausted: return nil
        case .regex(let node, let start):
            let match =
                start < 0
                ? try node.find(in: subject, from: 0, call.run) : try node.findNext(in: subject, from: start, call.run)
            guard let match else {
                source = .exhausted
                return nil
            }
            source = .regex(node, next: match.range.upperBound)
            try call.run.allocate(64)
            let groups = match.groups.map { $0.map { subject.slice($0) } }
            let value = needsValue ? node.value(of: match, in: subject) : .undefined
            return Found(range: match.range, groups: groups, value: value)
        case .function(let function, let arguments):
            let value = try call.run.apply(function, arguments, input: .null, call.frame)
            return try found(value)
        }
    }

    /// Takes what a matcher function gave; throws `T1010` when it is no match.
    private mutating func found(_ value: Value) throws(Failure) -> Found? {
        if value.isUndefined {
            source = .exhausted
            return nil
        }
        guard let start = value.member("start")?.doubleValue, let end = value.member("end")?.doubleValue,
            case .array(let groups)? = value.member("groups"), let next = value.member("next")?.functionValue
        else { throw Failure("T1010", value: value.quoted(call.run)) }
        let count = Double(subject.scalars.count)
        guard start >= 0, end >= start, end <= count else { throw Failure("T1010", value: value.quoted(call.run)) }
        source = .function(next, arguments: [])
        return Found(
            range: Int(start)..<Int(end), groups: groups.items.array.map(\.stringValue), value: value)
    }
}
