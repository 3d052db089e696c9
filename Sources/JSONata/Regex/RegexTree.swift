/// A regular expression taken apart.
indirect enum RegexTree {
    case empty
    case scalar(UInt32)
    case any
    case set(ScalarSet)
    case sequence([RegexTree])
    case alternatives([RegexTree])
    /// A group; nil when it does not capture, else its number from 1.
    case group(RegexTree, Int?)
    /// `max` is nil for no limit; the groups inside start anew on each round.
    case repeated(RegexTree, min: Int, max: Int?, isLazy: Bool, groups: Range<Int>)
    case backreference(Int)
    case lineStart
    case lineEnd
    case wordBoundary(isNegated: Bool)
    case lookahead(RegexTree, isNegated: Bool)
}
