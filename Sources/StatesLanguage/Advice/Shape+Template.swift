extension Shape {
    /// What a template makes of an input of this shape.
    func filled(_ template: PayloadTemplate) -> Shape { filled(template.root).limited() }

    private func filled(_ node: PayloadTemplate.Node) -> Shape {
        switch node {
        case .literal(let value): Shape(value)
        case .path(let path, _): value(at: path) ?? .unknown
        case .call: .unknown
        case .expression(let expression): expression.inputPath.flatMap { value(at: $0) } ?? .unknown
        case .object(let members):
            .object(Dictionary(members.map { ($0.key, filled($0.node)) }, uniquingKeysWith: { $1 }))
        case .array: .array
        }
    }

    /// After `InputPath`; an absent field is the root path, and null gives `{}`.
    func selected(_ path: JSONPath?) -> Shape {
        guard let path else { return .object([:]) }
        return value(at: path) ?? .unknown
    }

    /// After `ResultPath`; null drops the result.
    func merged(_ result: Shape, at path: ReferencePath?) -> Shape {
        guard let path else { return self }
        return inserting(result, at: path)
    }
}
