import ArgumentParser

/// `daybook subscriptions`.
struct SubscriptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscriptions",
        abstract: "List, add, confirm and remove subscriptions.",
        discussion: """
            EXAMPLES
              daybook subscriptions list --log sqlite:payroll.sqlite
              daybook subscriptions add Reports email owner@example.org --log sqlite:payroll.sqlite
              daybook subscriptions confirm TOKEN --log sqlite:payroll.sqlite
              daybook subscriptions remove TOKEN --log sqlite:payroll.sqlite
            """,
        subcommands: [
            SubscriptionsListCommand.self, SubscriptionsAddCommand.self, SubscriptionsConfirmCommand.self,
            SubscriptionsRemoveCommand.self,
        ])
}
