internal import Foundation
internal import Synchronization

/// Standard output, or standard error: a terminal, where one line at the bottom lives, or a pipe, where every line is final.
public final class Terminal: Sendable {
    /// Whether somebody sits before it.
    public let isInteractive: Bool
    private let isColoured: Bool
    private let stream: StandardStream
    private let liveText = Mutex("")

    /// Looks at what a stream is; standard output unless another one is named.
    public init(_ stream: StandardStream = .output) {
        self.stream = stream
        let environment = ProcessInfo.processInfo.environment
        let isDumb = environment["TERM"].map { $0 == "dumb" || $0.isEmpty } ?? true
        isInteractive = stream.columns != nil && !isDumb
        isColoured = isInteractive && environment["NO_COLOR"].map(\.isEmpty) ?? true
    }

    /// A style of SGR, where there is a terminal to show it.
    public enum Style: String, Sendable {
        /// Green.
        case green = "32"
        /// Red.
        case red = "31"
        /// Yellow.
        case yellow = "33"
        /// Faint.
        case dim = "2"
        /// Bold.
        case bold = "1"
    }

    /// The text in a style, where colours are shown.
    public func styled(_ text: String, _ style: Style) -> String {
        isColoured ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
    }

    /// Whether nobody reads what is printed.
    public var isClosed: Bool { stream.isClosed }

    /// Writes a line that stays, above the live one.
    public func line(_ text: String = "") {
        guard isInteractive else { return stream.write(text + "\n") }
        liveText.withLock { stream.write("\r\u{1b}[K\(text)\n\($0)") }
    }

    /// Shows a line that the next one replaces; nothing where there is no terminal.
    public func live(_ text: String) {
        guard isInteractive else { return }
        // A line that wraps could not be taken back.
        let width = max(1, (stream.columns ?? 80) - 1)
        let fitting = text.count > width ? text.prefix(width - 1) + "…" : text
        liveText.withLock { live in
            guard live != fitting else { return }
            live = fitting
            stream.write("\r\u{1b}[K\(fitting)")
        }
    }
}
