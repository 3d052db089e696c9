/// Variables of one scope, and the scope around it.
///
/// Scopes are small: a name, which is a number by now, is found by looking through them one by one.
final class Frame {
    private let parent: Frame?
    /// A function made in this scope may keep it, and be kept by it.
    var isCaptured = false
    private var firstName = -1
    private var firstValue = Value.undefined
    private var secondName = -1
    private var secondValue = Value.undefined
    private var more: [TupleStream.Binding] = []

    init(parent: Frame?) {
        self.parent = parent
    }

    /// A scope of what a tuple has bound.
    init(parent: Frame?, _ bindings: [TupleStream.Binding]) {
        self.parent = parent
        more = bindings
    }

    /// Lets go of all values, so that no function keeps the scope that keeps it.
    func clear() {
        firstValue = .undefined
        secondValue = .undefined
        more = []
    }

    /// Binds a name in this scope.
    func bind(_ name: Int, _ value: Value) {
        if firstName == name || (firstName < 0 && more.isEmpty) {
            firstName = name
            firstValue = value
        } else if secondName == name || (secondName < 0 && more.isEmpty) {
            secondName = name
            secondValue = value
        } else if let place = more.firstIndex(where: { $0.name == name }) {
            more[place].value = value
        } else {
            more.append(TupleStream.Binding(name: name, value: value))
        }
    }

    /// The value bound to a name in this scope or one around it.
    func find(_ name: Int) -> Value? {
        var scope = self
        while true {
            if scope.firstName == name { return scope.firstValue }
            if scope.secondName == name { return scope.secondValue }
            for binding in scope.more where binding.name == name { return binding.value }
            guard let outer = scope.parent else { return nil }
            scope = outer
        }
    }
}
