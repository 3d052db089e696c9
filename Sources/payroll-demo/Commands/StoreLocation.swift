import ArgumentParser

/// A log, as the command line names it.
enum StoreLocation: ExpressibleByArgument, Equatable {
    case sqlite(String)
    case memory

    init?(argument: String) {
        if argument == "memory" {
            self = .memory
        } else if argument.hasPrefix("sqlite:"), argument.utf8.count > 7 {
            self = .sqlite(String(argument.dropFirst(7)))
        } else {
            return nil
        }
    }
}
