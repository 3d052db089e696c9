/// Where a regular expression matched, in scalars; groups that took no part are nil.
struct RegexMatch {
    let range: Range<Int>
    let groups: [Range<Int>?]
}
