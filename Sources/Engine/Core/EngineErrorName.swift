/// The error names that this engine adds to those of the States Language.
public enum EngineErrorName {
    /// A task declared `atMostOnce` may or may not have taken effect: its worker died in the middle.
    public static let outcomeUnknown = "Daybook.OutcomeUnknown"
}
