/// Runs a regular expression: backtracking on a stack of its own, and with a number of steps that ends.
struct RegexMatcher {
    /// What to undo or try when a path fails.
    private enum Choice {
        case branch(instruction: Int, position: Int)
        case restoreSlot(Int, Int)
        case restoreMark(Int, Int)
    }

    private let program: RegexProgram
    private let subject: RegexSubject
    private let run: Run
    private var slots: [Int]
    private var marks: [Int]
    private var choices: [Choice] = []

    /// A path that backtracks so deep is no sensible one.
    private static let deepest = 1_000_000

    init(_ program: RegexProgram, _ subject: RegexSubject, _ run: Run) {
        self.program = program
        self.subject = subject
        self.run = run
        slots = [Int](repeating: -1, count: (program.groupCount + 1) * 2)
        marks = [Int](repeating: -1, count: program.markCount)
    }

    /// The first match at or after a position; throws `U1001` when the run's steps are used up.
    static func firstMatch(
        of program: RegexProgram, in subject: RegexSubject, from start: Int, _ run: Run
    ) throws(Failure) -> RegexMatch? {
        var matcher = RegexMatcher(program, subject, run)
        var position = start
        while position <= subject.scalars.count {
            try run.step()
            if let first = matcher.firstScalar {
                guard let next = subject.scalars[position...].firstIndex(of: first) else { return nil }
                position = next
            }
            if let end = try matcher.match(instruction: 0, at: position) { return matcher.found(position..<end) }
            position += 1
        }
        return nil
    }

    /// The scalar that each match starts with, if that is plain to see.
    private var firstScalar: UInt32? {
        guard case .scalar(let value) = program.instructions[0], !program.flags.contains(.ignoresCase) else {
            return nil
        }
        return value
    }

    private func found(_ range: Range<Int>) -> RegexMatch {
        let groups = (0..<program.groupCount).map { group -> Range<Int>? in
            let start = slots[group * 2 + 2]
            let end = slots[group * 2 + 3]
            return start < 0 || end < start ? nil : start..<end
        }
        return RegexMatch(range: range, groups: groups)
    }

    /// The end of a match from here to the next `accept`.
    private mutating func match(instruction start: Int, at origin: Int) throws(Failure) -> Int? {
        let base = choices.count
        if base == 0 { for index in slots.indices { slots[index] = -1 } }
        var instruction = start
        var position = origin
        while true {
            try run.step()
            var isAlive = true
            switch program.instructions[instruction] {
            case .scalar(let value):
                isAlive = position < subject.scalars.count && isSame(subject.scalars[position], value)
                position += 1
            case .any:
                isAlive = position < subject.scalars.count && !Self.isLineEnd(subject.scalars[position])
                position += 1
            case .set(let set):
                isAlive =
                    position < subject.scalars.count
                    && set.contains(
                        subject.scalars[position], ignoringCase: program.flags.contains(.ignoresCase))
                position += 1
            case .backreference(let group): isAlive = skipGroup(group, &position)
            case .lineStart: isAlive = isLineStart(position)
            case .lineEnd: isAlive = isLineEndPosition(position)
            case .wordBoundary(let isNegated): isAlive = (isWord(position - 1) != isWord(position)) != isNegated
            case .fork(let first, let second):
                if choices.count >= Self.deepest { throw Failure.limit("The regular expression backtracks too far") }
                choices.append(.branch(instruction: second, position: position))
                instruction = first - 1
            case .jump(let target): instruction = target - 1
            case .save(let slot): set(slot, position)
            case .clearGroups(let groups):
                for group in groups where slots[group * 2] >= 0 {
                    set(group * 2, -1)
                    set(group * 2 + 1, -1)
                }
            case .mark(let mark):
                choices.append(.restoreMark(mark, marks[mark]))
                marks[mark] = position
            case .requireProgress(let mark): isAlive = position > marks[mark]
            case .lookahead(let isNegated, let next):
                isAlive = try look(from: instruction + 1, at: position) != isNegated
                instruction = next - 1
            case .accept: return position
            }
            instruction += 1
            if !isAlive {
                guard let choice = fail(downTo: base) else { return nil }
                (instruction, position) = choice
            }
        }
    }

    private mutating func set(_ slot: Int, _ value: Int) {
        choices.append(.restoreSlot(slot, slots[slot]))
        slots[slot] = value
    }

    /// Goes back to the last branch.
    private mutating func fail(downTo base: Int) -> (Int, Int)? {
        while choices.count > base {
            switch choices.removeLast() {
            case .branch(let instruction, let position): return (instruction, position)
            case .restoreSlot(let slot, let value): slots[slot] = value
            case .restoreMark(let mark, let value): marks[mark] = value
            }
        }
        return nil
    }

    /// Whether what follows matches here; the groups it found stay, its other ways are forgotten.
    private mutating func look(from instruction: Int, at position: Int) throws(Failure) -> Bool {
        // A choice of this one's own keeps the inner match from taking itself for the outermost.
        choices.append(.restoreMark(0, marks.first ?? -1))
        if marks.isEmpty { choices[choices.count - 1] = .restoreSlot(0, slots[0]) }
        let base = choices.count
        guard try match(instruction: instruction, at: position) != nil else { return false }
        var undo: [Choice] = []
        for choice in choices[base...] {
            if case .branch = choice { continue }
            undo.append(choice)
        }
        choices.removeSubrange(base...)
        choices += undo
        return true
    }

    private func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
        a == b || program.flags.contains(.ignoresCase) && CaseFolding.upper(a) == CaseFolding.upper(b)
    }

    private func skipGroup(_ group: Int, _ position: inout Int) -> Bool {
        let start = slots[group * 2]
        let end = slots[group * 2 + 1]
        guard start >= 0, end >= start else { return true }
        guard position + end - start <= subject.scalars.count else { return false }
        for place in start..<end {
            guard isSame(subject.scalars[place], subject.scalars[position]) else { return false }
            position += 1
        }
        return true
    }

    private static func isLineEnd(_ scalar: UInt32) -> Bool {
        scalar == 0x0A || scalar == 0x0D || scalar == 0x2028 || scalar == 0x2029
    }

    private func isLineStart(_ position: Int) -> Bool {
        position == 0 || program.flags.contains(.multiline) && Self.isLineEnd(subject.scalars[position - 1])
    }

    private func isLineEndPosition(_ position: Int) -> Bool {
        position == subject.scalars.count
            || program.flags.contains(.multiline) && Self.isLineEnd(subject.scalars[position])
    }

    private func isWord(_ position: Int) -> Bool {
        guard subject.scalars.indices.contains(position) else { return false }
        return ScalarSet.word.contains(subject.scalars[position], ignoringCase: false)
    }
}
