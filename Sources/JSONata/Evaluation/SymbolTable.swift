/// The names of variables as numbers.
struct SymbolTable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    init(names: [String] = []) {
        for name in names { _ = number(of: name) }
    }

    /// The number of a name, new or known.
    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        names.append(name)
        numbers[name] = names.count - 1
        return names.count - 1
    }
}
