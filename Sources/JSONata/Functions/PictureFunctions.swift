internal import JSON

/// Functions that write and read numbers and times by pictures.
enum PictureFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("formatNumber", "<n-so?:s>", arity: 3) { call throws(Failure) in
            guard let value = try call.number(0) else { return .undefined }
            return .string(try NumberPicture(call.string(1) ?? "", call[2]).text(value, call.run))
        },
        NativeFunction("formatInteger", "<n-s:s>", arity: 2) { call throws(Failure) in
            guard let value = try call.number(0) else { return .undefined }
            return .string(try IntegerPicture(call.string(1) ?? "").text(value.rounded(.down), call.run))
        },
        NativeFunction("parseInteger", "<s-s:n>", arity: 2) { call throws(Failure) in
            guard let text = call.string(0) else { return .undefined }
            return try IntegerPicture(call.string(1) ?? "").number(text).map(Value.number) ?? .undefined
        },
        NativeFunction("fromMillis", "<n-s?s?:s>", arity: 3) { call throws(Failure) in
            guard let value = try call.number(0) else { return .undefined }
            return try timestamp(value, picture: call.string(1), zone: call.string(2), call)
        },
        NativeFunction("toMillis", "<s-s?:n>", arity: 2, toMillis),
        NativeFunction("now", "<s?s?:s>", arity: 2) { call throws(Failure) in
            try timestamp(
                Double(call.run.context.milliseconds), picture: call.string(0), zone: call.string(1), call)
        },
        NativeFunction("millis", "<:n>", arity: 0) { call throws(Failure) in
            .number(Double(call.run.context.milliseconds))
        },
    ]

    private static func timestamp(
        _ milliseconds: Double, picture: String?, zone: String?, _ call: NativeFunction.Call
    ) throws(Failure) -> Value {
        guard milliseconds.magnitude <= Double(DateTimePicture.farthest) else {
            throw Failure("D1001", value: .number(try NumberText.jsonNumber(milliseconds)))
        }
        let picture = try DateTimePicture(picture ?? DateTimePicture.iso8601)
        return .string(
            try picture.text(milliseconds: Int(milliseconds.rounded(.towardZero)), zone: zone, call.run))
    }

    private static func toMillis(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let text = call.string(0) else { return .undefined }
        if let picture = call.string(1) {
            return try DateTimePicture(picture).milliseconds(text, call.run).map(Value.number) ?? .undefined
        }
        guard let milliseconds = ISOTimestamp.milliseconds(text) else {
            throw Failure("D3110", value: .string(text))
        }
        return .number(milliseconds)
    }
}
