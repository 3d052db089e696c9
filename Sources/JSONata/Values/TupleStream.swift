/// What a path that binds variables yields: contexts together with the variables bound on the way to them.
final class TupleStream {
    struct Tuple {
        var context: Value
        var bindings: [Binding] = []

        /// Binds a name, again or anew.
        mutating func bind(_ name: Int, _ value: Value) {
            if let place = bindings.firstIndex(where: { $0.name == name }) {
                bindings[place].value = value
            } else {
                bindings.append(Binding(name: name, value: value))
            }
        }
    }

    struct Binding {
        let name: Int
        var value: Value
    }

    let tuples: [Tuple]

    init(_ tuples: [Tuple]) {
        self.tuples = tuples
    }
}
