internal import JSON

/// Reads the text of a signature.
struct SignatureReader {
    private let characters: [Character]
    private var position = 1

    private static let longest = 60

    init(_ text: String) {
        characters = Array(text)
    }

    /// The parameters; what follows the colon says what the function gives, which nobody checks.
    mutating func parameters() throws(Failure) -> [Signature.Parameter] {
        var parameters: [Signature.Parameter] = []
        while position < characters.count, characters[position] != ":" {
            let character = characters[position]
            switch character {
            case "-", "?", "+":
                modify(&parameters, character)
            case "(": parameters.append(try choice())
            case "<": try addElement(to: &parameters)
            default:
                if let kinds = Symbol(letter: character) {
                    var parameter = Signature.Parameter(kinds: character == "f" ? kinds : kinds.union(.missing))
                    if character == "a" {
                        parameter.isArray = true
                        parameter.kinds = .any
                    }
                    parameters.append(parameter)
                }
            }
            position += 1
            if parameters.count > Self.longest { throw Failure("S0304") }
        }
        return parameters
    }

    private func modify(_ parameters: inout [Signature.Parameter], _ character: Character) {
        guard var last = parameters.popLast() else { return }
        switch character {
        case "-":
            last.contextKinds = last.kinds
            last.isOptional = true
        case "?": last.isOptional = true
        default: last.isRepeated = true
        }
        parameters.append(last)
    }

    private mutating func choice() throws(Failure) -> Signature.Parameter {
        let end = closing("(", ")")
        let letters = characters[min(position + 1, end)..<end]
        if letters.contains("<") {
            throw Failure("S0402", at: position, value: .string(String(letters)))
        }
        position = end
        return .oneOf(letters.reduce(into: Symbol.missing) { $0.formUnion(Symbol(letter: $1) ?? []) })
    }

    private mutating func addElement(to parameters: inout [Signature.Parameter]) throws(Failure) {
        guard let last = parameters.indices.last, parameters[last].isArray || parameters[last].kinds == .function else {
            throw Failure("S0401", at: position)
        }
        let end = closing("<", ">")
        if parameters[last].isArray, position + 1 < end { parameters[last].element = characters[position + 1] }
        position = end
    }

    private func closing(_ open: Character, _ close: Character) -> Int {
        var depth = 0
        for place in position..<characters.count {
            if characters[place] == open { depth += 1 }
            if characters[place] == close {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return characters.count - 1
    }
}
