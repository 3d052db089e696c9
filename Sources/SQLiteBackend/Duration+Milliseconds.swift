extension Duration {
    /// Whole milliseconds, at least 0.
    var milliseconds: Int {
        max(0, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000))
    }
}
