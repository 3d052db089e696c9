internal import JSON

/// `a..b` in an array.
final class RangeNode: Node {
    private let first: any Node
    private let last: any Node
    private let position: Int

    private static let longest = 10_000_000

    init(_ first: any Node, _ last: any Node, at position: Int) {
        self.first = first
        self.last = last
        self.position = position
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let from = try first.evaluate(input, frame, run)
        let to = try last.evaluate(input, frame, run)
        run.leave()
        let low = try integer(from, "T2003", run)
        let high = try integer(to, "T2004", run)
        guard let low, let high, low <= high else { return .undefined }
        let count = high - low + 1
        // Beyond 2^53 the next integer may be none of a double's.
        guard count <= Double(Self.longest), max(low.magnitude, high.magnitude) < 0x1p53, let start = Int(exactly: low)
        else {
            throw Failure("D2014", at: position, token: "..", value: .number(try NumberText.jsonNumber(count)))
        }
        return Value.array(ArrayValue(.range(start, count: Int(count)), .sequence)).collapsed()
    }

    private func integer(_ value: Value, _ code: String, _ run: Run) throws(Failure) -> Double? {
        if value.isUndefined { return nil }
        guard let number = value.doubleValue, number.isFinite, number == number.rounded() else {
            throw Failure(code, at: position, token: "..", value: value.quoted(run))
        }
        return number
    }
}
