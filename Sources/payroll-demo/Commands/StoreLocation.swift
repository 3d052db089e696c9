import ArgumentParser

/// A log, as the command line names it.
enum StoreLocation: ExpressibleByArgument, Equatable {
    case sqlite(String)
    /// A connection string, which may hold a password.
    case postgres(String)
    case memory
    /// Anything else. Not refused here, because the refusal would quote it, and a mistyped address may hold a password too.
    case unknown

    init?(argument: String) {
        if argument == "memory" {
            self = .memory
        } else if argument.hasPrefix("sqlite:") {
            self = argument.utf8.count > 7 ? .sqlite(String(argument.dropFirst(7))) : .unknown
        } else if argument.hasPrefix("postgres://") || argument.hasPrefix("postgresql://") {
            self = .postgres(argument)
        } else if !argument.contains("://"), argument.contains("=") {
            self = .postgres(argument)
        } else {
            self = .unknown
        }
    }
}
