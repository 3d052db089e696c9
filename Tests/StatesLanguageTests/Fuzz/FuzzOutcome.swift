/// What became of a case.
enum FuzzOutcome {
    /// The text was refused, as it should be.
    case refused
    /// It was evaluated, and everything that has to hold did.
    case held
    /// What did not hold.
    case broken(String)
}
