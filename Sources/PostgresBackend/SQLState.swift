/// The SQLSTATEs of our own. Classes from I to Z are left to applications by the SQL standard.
enum SQLState {
    /// An append of the transaction is not at the end of its stream.
    static let appendLost = "YD001"
    /// Somebody tried to change or remove events.
    static let readOnlyLog = "YD002"
}

extension ServerError {
    /// What a failed transaction of appends asks for.
    enum Consequence: Equatable {
        /// One of its appends is not where its stream ends: find out which.
        case findLosers
        /// The partition of a period is not there yet.
        case makePeriods
        /// Somebody else holds a lock: the others must not wait for it.
        case split
        /// Nothing is wrong with the request.
        case sendAgain
        /// Perhaps only one of them is at fault.
        case isolate
        /// None of them can be written now.
        case failAll
    }

    /// What to do about it, by code.
    var consequence: Consequence {
        switch code {
        case SQLState.appendLost, "23505": return .findLosers  // unique_violation: the version is taken
        case "23514" where isMissingPartition: return .makePeriods
        case "55P03": return .split  // lock_not_available
        case "40001", "40P01", "57P01", "57P02", "57P03": return .sendAgain
        case "26000", "0A000": return .sendAgain
        default: break
        }
        switch code.prefix(2) {
        case "08": return .sendAgain
        // What a value, a row, a limit of the server or a damaged page refuses.
        case "22", "23", "54", "XX": return .isolate
        default: return .failAll
        }
    }

    /// Whether the connection is no good any more although it lives: what was prepared on it is gone or out of date (26000,
    /// 0A000), or its server does not write any more and another one of the list may (25006).
    var asksForAnotherConnection: Bool { ["26000", "0A000", "25006"].contains(code) }
}
