extension JSONPath {
    /// Parses a path.
    ///
    /// Throws for texts that are no path, and for scripts and regular expressions, which this version does not evaluate.
    public init(parsing text: String) throws(JSONPathError) {
        if text == "$" {
            self = .entireInput
            return
        }
        var parser = JSONPathParser(text)
        let root = try parser.root()
        self.init(text: text, root: root, segments: try parser.segments())
    }
}
