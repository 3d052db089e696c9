/// The error names that this engine adds to those of the States Language.
public enum EngineErrorName {
    /// A task declared `atMostOnce` may or may not have taken effect: its worker died in the middle.
    public static let outcomeUnknown = "Daybook.OutcomeUnknown"
    /// The transaction that a task's writes and its success were to share came to nothing: neither is durable.
    public static let transactionFailed = "Daybook.TransactionFailed"
}
