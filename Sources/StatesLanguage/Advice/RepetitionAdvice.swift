public import JSON

/// Warns of Retriers that run a task again although it was declared to run at most once.
public enum RepetitionAdvice {
    /// The error of a task that may have run and must not run again.
    private static let outcomeUnknown = "Daybook.OutcomeUnknown"

    /// What a definition says against what is declared of its resources.
    ///
    /// A task that runs at most once fails with `Daybook.OutcomeUnknown` where a worker died in the middle: a Retrier that
    /// takes this error begins it again all the same.
    ///
    /// - Parameters:
    ///   - text: the definition's text, for the places.
    ///   - isAtMostOnce: whether a resource is declared to run at most once.
    public static func diagnostics(
        of machine: StateMachineDefinition, text: JSONText, isAtMostOnce: (String) -> Bool
    ) -> [Diagnostic] {
        guard let document = try? text.value(), let map = try? JSONSourceMap(Array(text.utf8)) else { return [] }
        let findings = Findings()
        let places = StatePlaces(document)
        for task in machine.tasks where isAtMostOnce(task.resource) {
            guard let place = places.of[task.name], let (index, retrier) = task.retrier(for: outcomeUnknown),
                retrier.maxAttempts > 0
            else { continue }
            findings.warning(
                .retryOfAtMostOnce,
                "The task is declared to run at most once, and this Retrier takes '\(outcomeUnknown)': what may have "
                    + "happened is done again", at: place.appending("Retry").appending(index))
        }
        return findings.diagnostics(map)
    }
}
