import ArgumentParser
import Notifications

/// Who is to get the mail of a run that went well or failed.
struct MailRecipient: ExpressibleByArgument {
    /// What it is about.
    enum Occasion: String, CaseIterable {
        case success
        case error

        var topic: String {
            switch self {
            case .success: PayrollMachine.successTopic
            case .error: PayrollMachine.errorTopic
            }
        }
    }

    let occasion: Occasion
    let address: EmailAddress

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let occasion = Occasion(rawValue: String(parts[0])),
            let address = EmailAddress(String(parts[1]))
        else { return nil }
        self.occasion = occasion
        self.address = address
    }
}
