import Foundation

/// Standard output: a terminal, where one line at the bottom lives, or a pipe, where every line is final.
struct Terminal: Sendable {
    let isInteractive: Bool

    init() {
        let isDumb = ProcessInfo.processInfo.environment["TERM"].map { $0 == "dumb" || $0.isEmpty } ?? true
        isInteractive = isatty(STDOUT_FILENO) == 1 && !isDumb
    }

    /// A style of SGR, where there is a terminal to show it.
    enum Style: String {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case dim = "2"
        case bold = "1"
    }

    func styled(_ text: String, _ style: Style) -> String {
        isInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
            ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
    }

    /// Writes a line that stays.
    func line(_ text: String = "") {
        write((isInteractive ? "\r\u{1b}[K" : "") + text + "\n")
    }

    /// Shows a line that the next one replaces; nothing where there is no terminal.
    func live(_ text: String) {
        guard isInteractive else { return }
        write("\r\u{1b}[K" + text)
    }

    private func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
