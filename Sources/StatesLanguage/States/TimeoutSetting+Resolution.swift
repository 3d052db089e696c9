import JSON

extension TimeoutSetting {
    /// The limit in seconds, 1 to `maximumSeconds`; `field` names the path's field in an error.
    func seconds(of field: String, in scope: inout EvaluationScope) throws(StateRuntimeError) -> Int {
        switch self {
        case .seconds(let seconds):
            return seconds
        case .expression(let expression):
            return try expression.integer(in: 1...TimeoutSetting.maximumSeconds, in: &scope)
        case .path(let path):
            let value = try scope.value(of: path)
            guard case .number(let number) = value, let seconds = number.int else {
                throw StateRuntimeError.notAnInteger(field: field, path: path, value: value)
            }
            guard (1...TimeoutSetting.maximumSeconds).contains(seconds) else {
                throw StateRuntimeError.outOfRange(field: field, path: path, value: value, lowest: 1)
            }
            return seconds
        }
    }

    var drawsChance: Bool { if case .expression(let expression) = self { expression.drawsChance } else { false } }
}
