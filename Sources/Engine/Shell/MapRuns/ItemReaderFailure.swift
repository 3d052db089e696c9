/// Why the items of a distributed Map cannot be read: the cause of `States.ItemReaderFailed`, in the service's words where they
/// are known.
struct ItemReaderFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
