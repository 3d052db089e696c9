/// The names that variables may have: identifiers as UAX #31 defines them, with `_`, of at most 80 characters.
enum VariableName {
    static let longest = 80

    static func isValid(_ name: String) -> Bool {
        prefix(of: Array(name.utf8)[...])?.utf8.count == name.utf8.count && name.unicodeScalars.count <= longest
    }

    /// The longest identifier at the beginning of a text; nil where there is none.
    static func prefix(of utf8: ArraySlice<UInt8>) -> String? {
        var name = String.UnicodeScalarView()
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            let isPart =
                name.isEmpty
                ? scalar == "_" || scalar.properties.isXIDStart : scalar == "_" || scalar.properties.isXIDContinue
            guard isPart else { break }
            name.append(scalar)
        }
        return name.isEmpty ? nil : String(name)
    }
}
