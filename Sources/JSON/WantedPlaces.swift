/// Pointers as a tree, to find all of them in one walk of a document.
final class WantedPlaces {
    /// The pointers that end here, by their numbers.
    private var here: [Int] = []
    private var inside: [ExactKey: WantedPlaces] = [:]

    private init() {}

    init(_ pointers: [JSONPointer]) {
        for (number, pointer) in pointers.enumerated() {
            var place = self
            for token in pointer.tokens { place = place.child(ExactKey(token)) }
            place.here.append(number)
        }
    }

    private func child(_ key: ExactKey) -> WantedPlaces {
        if let child = inside[key] { return child }
        let child = WantedPlaces()
        inside[key] = child
        return child
    }

    /// Reads one value, and notes where those start that are wanted, by the numbers of their pointers.
    func find(in reader: inout JSONReader, _ offsets: inout [Int?]) throws(JSONError) {
        let kind = try reader.peekKind()
        for number in here { offsets[number] = reader.place.scanner.position }
        switch kind {
        case .object where !inside.isEmpty:
            try reader.beginObject()
            while let key = try reader.nextKey() { try find(ExactKey(key.string), in: &reader, &offsets) }
        case .array where !inside.isEmpty:
            try reader.beginArray()
            var index = 0
            while try reader.nextElement() {
                try find(ExactKey(String(index)), in: &reader, &offsets)
                index += 1
            }
        default: try reader.skipValue()
        }
    }

    private func find(
        _ key: ExactKey, in reader: inout JSONReader, _ offsets: inout [Int?]
    ) throws(JSONError) {
        guard let child = inside[key] else { return try reader.skipValue() }
        try child.find(in: &reader, &offsets)
    }
}
