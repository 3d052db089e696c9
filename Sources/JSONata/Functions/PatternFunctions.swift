internal import JSON

/// Functions that look for strings and regular expressions in strings.
enum PatternFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("match", "<s-f<s:o>n?:a<o>>", arity: 3, match),
        NativeFunction("contains", "<s-(sf):b>", arity: 2, contains),
        NativeFunction("replace", "<s-(sf)(sf)n?:s>", arity: 4, replace),
        NativeFunction("split", "<s-(sf)n?:a<s>>", arity: 3, split),
    ]

    /// How many matches are wanted; throws the code for a negative number.
    private static func limit(_ call: NativeFunction.Call, _ index: Int, _ code: String) throws(Failure) -> Double {
        guard let limit = try call.number(index) else { return .infinity }
        if limit < 0 { throw Failure(code, value: call[index].quoted(call.run), index: index + 1) }
        return limit
    }

    private static func match(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0), let matcher = call.function(1) else { return .undefined }
        let limit = try limit(call, 2, "D3040")
        var found: [Value] = []
        var cursor = try MatchCursor(matcher, text, call)
        while Double(found.count) < limit, let match = try cursor.next() {
            var members = Members()
            members.append("match", .string(cursor.subject.slice(match.range)))
            members.append("index", .number(Double(cursor.subject.offset(of: match.range.lowerBound))))
            members.append("groups", .list(match.groups.map { $0.map(Value.string) ?? .undefined }))
            try call.run.allocate(256 + match.range.count)
            found.append(.object(ObjectValue(members)))
        }
        return .array(ArrayValue(.values(found), .sequence))
    }

    private static func contains(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        if let mark = call.string(1) { return .bool(try Bytes.find(mark, in: text, call.run) != nil) }
        guard let matcher = call.function(1) else { return .bool(false) }
        var cursor = try MatchCursor(matcher, text, call)
        return .bool(try cursor.next() != nil)
    }

    private static func split(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        let limit = try limit(call, 2, "D3020")
        guard let matcher = call.function(1) else {
            return try split(text, at: call.string(1), limit: limit.rounded(.down), call.run)
        }
        var parts: [Value] = []
        var cursor = try MatchCursor(matcher, text, call)
        var start = 0
        while Double(parts.count) < limit, let match = try cursor.next() {
            parts.append(.string(cursor.subject.slice(min(start, match.range.lowerBound)..<match.range.lowerBound)))
            start = match.range.upperBound
        }
        if Double(parts.count) < limit {
            parts.append(.string(cursor.subject.slice(start..<cursor.subject.scalars.count)))
        }
        try call.run.allocate(elements: parts.count)
        return .list(parts)
    }

    private static func split(
        _ text: String, at separator: String?, limit: Double, _ run: Run
    ) throws(Failure) -> Value {
        guard let separator else { return limit < 1 ? .list([]) : .list([.string(text)]) }
        if separator.isEmpty {
            let count = min(Double(text.unicodeScalars.count), limit)
            try run.allocate(elements: Int(count))
            return .list(text.unicodeScalars.prefix(Int(count)).map { .string(String($0)) })
        }
        let haystack = Array(text.utf8)
        let needle = Array(separator.utf8)
        var parts: [Value] = []
        var start = 0
        while Double(parts.count) < limit {
            let range = try Bytes.find(needle, in: haystack, from: start, run)
            let end = range?.lowerBound ?? haystack.count
            try run.allocate(16 + end - start)
            parts.append(.string(String(decoding: haystack[start..<end], as: UTF8.self)))
            guard let range else { break }
            start = range.upperBound
        }
        return .list(parts)
    }

    private static func replace(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        if let pattern = call.string(1), pattern.isEmpty { throw Failure("D3010", value: .string(""), index: 2) }
        let limit = try limit(call, 3, "D3011")
        let replacer = Replacement(call[2], call)
        guard let matcher = call.function(1) else {
            return try replace(call.string(1) ?? "", in: text, with: replacer, limit: limit, call.run)
        }
        var cursor = try MatchCursor(matcher, text, call)
        var result = ""
        var start = 0
        var count = 0.0
        while count < limit, let match = try cursor.next(needsValue: replacer.isFunction) {
            let subject = cursor.subject
            result += subject.slice(min(start, match.range.lowerBound)..<match.range.lowerBound)
            let replaced = try replacer.text(for: match, in: subject)
            try call.run.allocate(replaced.utf8.count + match.range.count)
            result += replaced
            start = match.range.upperBound
            count += 1
        }
        if start == 0, count == 0 { return .string(text) }
        return .string(result + cursor.subject.slice(start..<cursor.subject.scalars.count))
    }

    private static func replace(
        _ mark: String, in text: String, with replacer: Replacement, limit: Double, _ run: Run
    ) throws(Failure) -> Value {
        let haystack = Array(text.utf8)
        let needle = Array(mark.utf8)
        if needle.isEmpty { return .string(text) }
        let replaced = Array(try replacer.text(for: mark).utf8)
        var result: [UInt8] = []
        var start = 0
        var count = 0.0
        while count < limit, let range = try Bytes.find(needle, in: haystack, from: start, run) {
            try run.allocate(replaced.count + range.upperBound - start)
            result += haystack[start..<range.lowerBound]
            result += replaced
            start = range.upperBound
            count += 1
        }
        result += haystack[start...]
        return .string(String(decoding: result, as: UTF8.self))
    }
}
