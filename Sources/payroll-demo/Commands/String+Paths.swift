import FoundationEssentials

extension String {
    /// The path without its last component; empty for a plain name.
    var parentDirectory: String {
        guard let slash = lastIndex(of: "/") else { return "" }
        return slash == startIndex ? "/" : String(self[..<slash])
    }

    /// The path from the root on.
    var absolutePath: String {
        let path = hasPrefix("/") ? self : FileManager.default.currentDirectoryPath + "/" + self
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else if part != ".." { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The text as a shell reads it back: in quotes where it needs them.
    var quotedForShell: String {
        let isPlain =
            !isEmpty
            && unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "/._-:+,@%=".unicodeScalars.contains(scalar)
            }
        return isPlain
            ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
