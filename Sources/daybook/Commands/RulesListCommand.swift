import ArgumentParser
import Engine
import EventLog
import Notifications

/// `daybook rules list`.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules that hold.",
        discussion: """
            EXAMPLES
              daybook rules list --log sqlite:payroll.sqlite
            """)

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let rules = try await RuleDirectory(store: store).rules()
                for rule in rules { print(Self.line(rule)) }
                if rules.isEmpty { print("\(location): there are no rules.") }
            } catch let error as RuleError {
                throw CommandFailure(error, on: location)
            }
        }
    }

    static func line(_ registered: RegisteredRule) -> String {
        let rule = registered.rule
        let statuses = rule.statuses.map(\.rawValue).sorted().joined(separator: ", ")
        let subject = rule.subject.map { "  \"\($0)\"" } ?? ""
        let by = registered.by.map { " by \($0)" } ?? ""
        return
            "\(registered.id)  \(rule.machine ?? "every machine")  \(statuses)  \(rule.topic)\(subject)  since \(registered.createdAt.millisecondText)\(by)"
    }
}
