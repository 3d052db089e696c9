/// A call of an intrinsic function, `States.Name(…)`: recognised, so that it can be refused by name.
enum IntrinsicCall {
    static func looksLikeOne(_ text: String) -> Bool {
        text.hasPrefix("States.")
    }
}
