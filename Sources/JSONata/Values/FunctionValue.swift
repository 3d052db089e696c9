/// A function as a value.
final class FunctionValue {
    enum Kind {
        /// A function of the library.
        case native(NativeFunction)
        /// A lambda with what it closes over.
        case lambda(LambdaNode, Frame, input: Value)
        /// A function with some arguments given; nil marks the open ones.
        case partial(FunctionValue, [Value?])
        /// `f ~> g`.
        case composed(FunctionValue, FunctionValue)
        /// A regular expression: called with a text, it gives the first match.
        case regex(RegexNode)
        /// The `next` of a match.
        case nextMatch(RegexNode, RegexSubject, from: Int)
        /// `|…|…|`.
        case transform(TransformNode, Frame)
    }

    let kind: Kind
    /// How deep arrays, objects and functions stand inside each other, with this one; scopes do not count.
    let height: Int

    init(_ kind: Kind) {
        self.kind = kind
        height =
            switch kind {
            case .lambda(_, _, let input): input.height + 1
            case .partial(let function, let arguments):
                max(function.height, arguments.compactMap(\.self).greatestHeight) + 1
            case .composed(let first, let second): max(first.height, second.height) + 1
            default: 1
            }
    }

    /// How many arguments the functions of higher order pass at most.
    var arity: Int {
        switch kind {
        case .native(let function): function.arity
        case .lambda(let node, _, _): node.parameters.count
        case .partial(_, let arguments): arguments.count { $0 == nil }
        case .composed, .regex, .transform: 1
        case .nextMatch: 0
        }
    }
}
