internal import JSON

/// What `$replace` puts in the place of a match: a text with `$1` in it, or a function's result.
struct Replacement {
    private let value: Value
    private let call: NativeFunction.Call

    init(_ value: Value, _ call: NativeFunction.Call) {
        self.value = value
        self.call = call
    }

    var isFunction: Bool { value.functionValue != nil }

    /// The text in the place of a match.
    func text(for match: MatchCursor.Found, in subject: RegexSubject) throws(Failure) -> String {
        guard let function = value.functionValue else {
            return Self.fill(value.stringValue ?? "", match.groups, subject.slice(match.range))
        }
        let result = try call.run.apply(function, [match.value], input: .null, call.frame)
        guard let text = result.stringValue else { throw Failure("D3012", value: result.quoted(call.run)) }
        return text
    }

    /// The text in the place of a plain string, in which `$` means nothing.
    func text(for mark: String) throws(Failure) -> String {
        guard let function = value.functionValue else { return value.stringValue ?? "" }
        let result = try call.run.apply(function, [.string(mark)], input: .null, call.frame)
        guard let text = result.stringValue else { throw Failure("D3012", value: result.quoted(call.run)) }
        return text
    }

    /// Fills in groups: `$0` is the match, `$$` a dollar sign, and of `$123` as many digits count as there are groups for.
    private static func fill(_ template: String, _ groups: [String?], _ match: String) -> String {
        guard template.utf8.contains(UInt8(ascii: "$")) else { return template }
        let bytes = Array(template.utf8)
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "$") else {
                result.append(bytes[place])
                place += 1
                continue
            }
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "$") {
                result.append(UInt8(ascii: "$"))
                place += 1
            } else if place < bytes.count, bytes[place] == UInt8(ascii: "0") {
                result += match.utf8
                place += 1
            } else if let (number, digits) = reference(bytes[place...], groups.count) {
                if number >= 1, number <= groups.count { result += (groups[number - 1] ?? "").utf8 }
                place += digits
            } else {
                result.append(UInt8(ascii: "$"))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The group's number and how many digits it has.
    private static func reference(_ bytes: ArraySlice<UInt8>, _ groups: Int) -> (Int, Int)? {
        let most = groups == 0 ? 1 : String(groups).utf8.count
        let digits = bytes.prefix(most).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        if digits.count > 1, number > groups {
            let shorter = digits.dropLast().reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            return (shorter, digits.count - 1)
        }
        return (number, digits.count)
    }
}
