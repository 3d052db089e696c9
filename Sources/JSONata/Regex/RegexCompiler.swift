/// Turns a regular expression's tree into instructions.
struct RegexCompiler {
    private(set) var instructions: [RegexProgram.Instruction] = []
    private(set) var markCount = 0
    private var emitted = 0

    /// Counted repetitions are written out, so that they need a limit.
    private static let longest = 20_000

    mutating func emit(_ tree: RegexTree) throws(RegexFault) {
        emitted += 1
        if max(instructions.count, emitted / 4) > Self.longest {
            throw RegexFault(reason: "Regular expression too large")
        }
        switch tree {
        case .empty: break
        case .scalar(let value): instructions.append(.scalar(value))
        case .any: instructions.append(.any)
        case .set(let set): instructions.append(.set(set))
        case .sequence(let terms): for term in terms { try emit(term) }
        case .alternatives(let branches): try emitAlternatives(branches)
        case .group(let inner, let number):
            if let number { instructions.append(.save(number * 2)) }
            try emit(inner)
            if let number { instructions.append(.save(number * 2 + 1)) }
        case .repeated(let inner, let min, let max, let isLazy, let groups):
            try emitRepeated(inner, min: min, max: max, isLazy: isLazy, groups: groups)
        case .backreference(let number): instructions.append(.backreference(number))
        case .lineStart: instructions.append(.lineStart)
        case .lineEnd: instructions.append(.lineEnd)
        case .wordBoundary(let isNegated): instructions.append(.wordBoundary(isNegated: isNegated))
        case .lookahead(let inner, let isNegated):
            let place = reserve()
            try emit(inner)
            instructions.append(.accept)
            instructions[place] = .lookahead(isNegated: isNegated, next: instructions.count)
        }
    }

    private mutating func reserve() -> Int {
        instructions.append(.accept)
        return instructions.count - 1
    }

    private mutating func emitAlternatives(_ branches: [RegexTree]) throws(RegexFault) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let fork = reserve()
            try emit(branch)
            jumps.append(reserve())
            instructions[fork] = .fork(fork + 1, instructions.count)
        }
        if let last = branches.last { try emit(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitRepeated(
        _ inner: RegexTree, min: Int, max: Int?, isLazy: Bool, groups: Range<Int>
    ) throws(RegexFault) {
        for _ in 0..<min { try emitRound(inner, groups) }
        if let max {
            var forks: [Int] = []
            for _ in 0..<Swift.max(0, max - min) {
                forks.append(reserve())
                try emitRound(inner, groups, mustProgress: true)
            }
            let end = instructions.count
            for fork in forks { instructions[fork] = Self.fork(fork + 1, end, isLazy) }
        } else {
            let fork = reserve()
            try emitRound(inner, groups, mustProgress: true)
            instructions.append(.jump(fork))
            instructions[fork] = Self.fork(fork + 1, instructions.count, isLazy)
        }
    }

    private static func fork(_ round: Int, _ end: Int, _ isLazy: Bool) -> RegexProgram.Instruction {
        isLazy ? .fork(end, round) : .fork(round, end)
    }

    private mutating func emitRound(
        _ inner: RegexTree, _ groups: Range<Int>, mustProgress: Bool = false
    ) throws(RegexFault) {
        if !groups.isEmpty { instructions.append(.clearGroups(groups)) }
        let isSimple =
            switch inner {
            case .scalar, .any, .set: true
            default: false
            }
        guard mustProgress, !isSimple else { return try emit(inner) }
        let mark = markCount
        markCount += 1
        instructions.append(.mark(mark))
        try emit(inner)
        instructions.append(.requireProgress(mark))
    }
}
