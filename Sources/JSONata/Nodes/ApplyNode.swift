internal import JSON

/// `… ~> f`: a call with the left side as its first argument, or two functions made one.
final class ApplyNode: Node {
    private let left: any Node
    private let right: any Node
    private let position: Int
    private let collapses: Bool

    init(_ left: any Node, _ right: any Node, at position: Int, collapses: Bool) {
        self.left = left
        self.right = right
        self.position = position
        self.collapses = collapses
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let result = try apply(input, frame, run)
        run.leave()
        return collapses ? result.collapsed() : result
    }

    private func apply(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        let value = try left.evaluate(input, frame, run)
        if let call = right as? CallNode { return try call.call(after: value, input, frame, run) }
        let target = try right.evaluate(input, frame, run)
        guard let function = target.functionValue else {
            throw Failure("T2006", at: position, value: target.quoted(run))
        }
        if let first = value.functionValue { return .function(FunctionValue(.composed(first, function))) }
        do throws(Failure) {
            return try run.apply(function, [value], input: .null, frame)
        } catch {
            throw error.placed(at: position, token: nil)
        }
    }
}
