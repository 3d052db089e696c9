/// The names of a machine's states as they are read: unique in the whole machine, however deep.
final class StateNames {
    private var names: Set<String> = []

    /// Whether the name is new.
    func insert(_ name: String) -> Bool { names.insert(name).inserted }
}
