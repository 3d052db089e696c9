internal import JSON

/// `/…/`: a function that finds the first match in a text.
final class RegexNode: Node {
    private let program: RegexProgram
    private let position: Int

    init(_ program: RegexProgram, at position: Int) {
        self.program = program
        self.position = position
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        .function(FunctionValue(.regex(self)))
    }

    /// The match at or after a position as an object, whose `next` finds the one after it.
    func firstMatch(in subject: RegexSubject, from start: Int, _ run: Run) throws(Failure) -> Value {
        guard let match = try find(in: subject, from: start, run) else { return .undefined }
        return value(of: match, in: subject)
    }

    /// A match that is not the first, which must not be empty, for the one after it would be the same.
    func nextMatch(in subject: RegexSubject, from start: Int, _ run: Run) throws(Failure) -> Value {
        if start >= subject.scalars.count { return .undefined }
        guard let match = try findNext(in: subject, from: start, run) else { return .undefined }
        return value(of: match, in: subject)
    }

    /// The match at or after a position.
    func find(in subject: RegexSubject, from start: Int, _ run: Run) throws(Failure) -> RegexMatch? {
        try RegexMatcher.firstMatch(of: program, in: subject, from: start, run)
    }

    /// The match after one that ended here, which must not be empty.
    func findNext(in subject: RegexSubject, from start: Int, _ run: Run) throws(Failure) -> RegexMatch? {
        guard start < subject.scalars.count, let match = try find(in: subject, from: start, run) else { return nil }
        if match.range.isEmpty { throw Failure("D1004", at: position, value: .string(program.source)) }
        return match
    }

    /// The match as an object.
    func value(of match: RegexMatch, in subject: RegexSubject) -> Value {
        var members = Members()
        members.append("match", .string(subject.slice(match.range)))
        members.append("start", .number(Double(subject.offset(of: match.range.lowerBound))))
        members.append("end", .number(Double(subject.offset(of: match.range.upperBound))))
        members.append("groups", .list(match.groups.map { $0.map { .string(subject.slice($0)) } ?? .undefined }))
        members.append("next", .function(FunctionValue(.nextMatch(self, subject, from: match.range.upperBound))))
        return .object(ObjectValue(members))
    }
}
