/// The rule for an alias: letters, digits, `_`, `-` and `.`, and not digits alone, which would be a version.
enum AliasName {
    /// The service's words for it.
    static let pattern = #"^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$"#

    static func isValid(_ name: String) -> Bool {
        let others = Set("_-.".unicodeScalars)
        let letters = name.unicodeScalars.filter { !("0"..."9").contains($0) }
        return !letters.isEmpty
            && letters.allSatisfy { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || others.contains($0) }
    }
}
