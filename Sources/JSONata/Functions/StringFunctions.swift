internal import JSON

/// Functions of strings.
enum StringFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("string", "<x-b?:s>", arity: 1, string),
        NativeFunction("substring", "<s-nn?:s>", arity: 3, substring),
        NativeFunction("substringBefore", "<s-s:s>", arity: 2, substringBefore),
        NativeFunction("substringAfter", "<s-s:s>", arity: 2, substringAfter),
        NativeFunction("lowercase", "<s-:s>", arity: 1) { call throws(Failure) in
            try mapped(call) { $0.lowercased() }
        },
        NativeFunction("uppercase", "<s-:s>", arity: 1) { call throws(Failure) in
            try mapped(call) { $0.uppercased() }
        },
        NativeFunction("length", "<s-:n>", arity: 1) { call throws(Failure) in
            guard let text = call.string(0) else { return .undefined }
            try call.run.read(text.utf8.count)
            return .number(Double(text.unicodeScalars.count))
        },
        NativeFunction("trim", "<s-:s>", arity: 1) { call throws(Failure) in try mapped(call, trimmed) },
        NativeFunction("pad", "<s-ns?:s>", arity: 3, pad),
        NativeFunction("join", "<a<s>s?:s>", arity: 2, join),
    ]

    private static func mapped(_ call: NativeFunction.Call, _ change: (String) -> String) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        try call.run.allocate(text.utf8.count)
        try call.run.step(text.utf8.count / 64)
        return .string(change(text))
    }

    private static func string(_ call: NativeFunction.Call) throws(Failure) -> Value {
        let value = call[0]
        if value.isUndefined { return .undefined }
        return .string(try Stringifier.string(value, call.run, isPretty: try call[1].isTrue(call.run)))
    }

    private static func substring(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        let scalars = text.unicodeScalars
        try call.run.allocate(text.utf8.count)
        try call.run.read(text.utf8.count)
        let count = Double(scalars.count)
        guard var start = try call.number(1) else {
            // As the reference has it: from nowhere, all of the string or a length that is no number.
            return try call.number(2) == nil ? .string(text) : .string("")
        }
        if count + start < 0 { start = 0 }
        var end = count
        if let length = try call.number(2) {
            if length <= 0 { return .string("") }
            end = start >= 0 ? start + length : count + start + length
        }
        let range = clamped(start, count)..<max(clamped(start, count), clamped(end, count))
        return .string(String(scalars.dropFirst(range.lowerBound).prefix(range.count)))
    }

    /// An index as JavaScript's `slice` takes it: cut to an integer, negative ones from the end.
    private static func clamped(_ index: Double, _ count: Double) -> Int {
        let whole = index.rounded(.towardZero)
        return Int(whole < 0 ? max(count + whole, 0) : min(whole, count))
    }

    private static func substringBefore(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0), let mark = call.string(1) else { return call[0] }
        guard let range = try Bytes.find(mark, in: text, call.run) else { return .string(text) }
        return .string(Bytes.string(text, ..<range.lowerBound))
    }

    private static func substringAfter(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0), let mark = call.string(1) else { return call[0] }
        guard let range = try Bytes.find(mark, in: text, call.run) else { return .string(text) }
        return .string(Bytes.string(text, range.upperBound...))
    }

    /// Runs of blanks become one space, those at the ends none.
    private static func trimmed(_ text: String) -> String {
        text.unicodeScalars.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
            .map { String($0) }.joined(separator: " ")
    }

    private static func pad(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0), let width = try call.number(1) else { return .undefined }
        try call.run.read(text.utf8.count)
        let filler = Array((call.string(2).flatMap { $0.isEmpty ? nil : $0 } ?? " ").unicodeScalars)
        let missing = abs(width).rounded(.down) - Double(text.unicodeScalars.count)
        guard missing > 0 else { return .string(text) }
        guard missing < 1e9 else {
            throw .limit("Expression evaluation memory limit exceeded: Check for excessive memory usage")
        }
        let count = Int(missing)
        try call.run.allocate(count * 4 + text.utf8.count)
        try call.run.step(count / 8)
        var padding = String.UnicodeScalarView()
        for index in 0..<count { padding.append(filler[index % filler.count]) }
        return .string(width > 0 ? text + String(padding) : String(padding) + text)
    }

    private static func join(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard case .array(let array) = call[0] else { return .undefined }
        let separator = call.string(1) ?? ""
        var text = ""
        for index in 0..<array.items.count {
            try call.run.step()
            let part = array.items[index].stringValue ?? ""
            try call.run.allocate(part.utf8.count + separator.utf8.count)
            if index > 0 { text += separator }
            text += part
        }
        return .string(text)
    }
}
