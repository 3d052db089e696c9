/// A regular expression as instructions.
struct RegexProgram: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        static let ignoresCase = Flags(rawValue: 1)
        static let multiline = Flags(rawValue: 2)
    }

    enum Instruction: Sendable {
        case scalar(UInt32)
        case any
        case set(ScalarSet)
        case backreference(Int)
        case lineStart
        case lineEnd
        case wordBoundary(isNegated: Bool)
        /// Goes on at the first place, and at the second when that fails.
        case fork(Int, Int)
        case jump(Int)
        /// Stores the position as the start or end of a group.
        case save(Int)
        case clearGroups(Range<Int>)
        /// Stores the position at the start of a round of a loop.
        case mark(Int)
        /// Fails when the round that began at the mark took nothing.
        case requireProgress(Int)
        /// What follows must, or must not, match here; the target is what comes after it.
        case lookahead(isNegated: Bool, next: Int)
        case accept
    }

    /// What stood between the slashes.
    let source: String
    let flags: Flags
    let groupCount: Int
    let instructions: [Instruction]
    let markCount: Int

    /// Throws for what the syntax does not allow, and for a pattern whose counted repetitions are too large.
    init(_ source: String, flags: Flags) throws(RegexFault) {
        var parser = RegexParser(source)
        let tree = try parser.parse()
        var compiler = RegexCompiler()
        try compiler.emit(tree)
        self.source = source
        self.flags = flags
        groupCount = parser.groupCount
        instructions = compiler.instructions + [.accept]
        markCount = compiler.markCount
    }
}
