internal import JSON

/// `-…`.
final class NegationNode: Node {
    private let operand: any Node
    private let position: Int

    init(_ operand: any Node, at position: Int) {
        self.operand = operand
        self.position = position
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        try run.enter()
        let value = try operand.evaluate(input, frame, run)
        run.leave()
        if value.isUndefined { return .undefined }
        guard let number = try value.numeric() else {
            throw Failure("D1002", at: position, token: "-", value: value.quoted(run))
        }
        return .number(-number)
    }
}
