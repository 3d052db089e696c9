internal import JSON

/// An array with the marks that the language's sequences carry.
final class ArrayValue {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// Made by a path or function: of one element, it is that element.
        static let sequence = Flags(rawValue: 1)
        /// A sequence that stays an array even with one element (`[]`).
        static let keepsSingleton = Flags(rawValue: 2)
        /// Written as `[…]` at the start or end of a path, which does not flatten it.
        static let constructed = Flags(rawValue: 4)
        /// The sequence around an input that is an array.
        static let wrapper = Flags(rawValue: 8)
    }

    let items: Items
    let flags: Flags
    /// How deep arrays, objects and functions stand inside each other, with this one.
    let height: Int

    init(_ items: Items, _ flags: Flags = []) {
        self.items = items
        self.flags = flags
        height = if case .values(let values) = items { values.greatestHeight + 1 } else { 1 }
    }

    /// Whether this is an array of the input as it came.
    var isInput: Bool {
        if case .json = items { true } else { false }
    }

    @inline(__always)
    var isSequence: Bool { flags.contains(.sequence) }
}
