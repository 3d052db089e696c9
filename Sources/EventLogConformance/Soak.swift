internal import FoundationEssentials

/// How much the cases do where many write at one time.
enum Soak {
    /// Whether `DAYBOOK_SOAK=1` asks for much.
    static let isOn = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1"

    /// How often something is done: `few` times in an ordinary run.
    static func count(_ few: Int, soak many: Int) -> Int { isOn ? many : few }
}
