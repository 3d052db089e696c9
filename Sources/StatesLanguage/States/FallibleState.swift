/// A state whose failures can be retried and caught: Task, Parallel and Map.
public protocol FallibleState {
    /// The retriers, in the order in which they are asked.
    var retry: [Retrier] { get }
    /// The catchers, in the order in which they are asked.
    var `catch`: [Catcher] { get }
}

extension FallibleState {
    /// The first retrier that takes the error, and its index, which counts its attempts.
    ///
    /// A retrier that is used up is still the one that matched: the next one is not asked (specification, "Retry").
    public func retrier(for error: String) -> (index: Int, retrier: Retrier)? {
        guard let index = retry.firstIndex(where: { $0.matches(error) }) else { return nil }
        return (index, retry[index])
    }

    /// The first catcher that takes the error, and its index.
    public func catcher(for error: String) -> (index: Int, catcher: Catcher)? {
        guard let index = `catch`.firstIndex(where: { $0.matches(error) }) else { return nil }
        return (index, `catch`[index])
    }
}
