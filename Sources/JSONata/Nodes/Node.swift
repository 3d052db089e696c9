/// An expression ready to be evaluated.
protocol Node: AnyObject, Sendable {
    /// The value for an input, with the variables of a scope.
    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value
}
