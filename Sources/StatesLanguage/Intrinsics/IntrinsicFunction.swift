/// The functions a payload template may call (specification, "Intrinsic Functions").
public enum IntrinsicFunction: String, Sendable, Hashable, CaseIterable {
    /// A text with its `{}` filled in.
    case format = "Format"
    /// The JSON that a text holds.
    case stringToJson = "StringToJson"
    /// A value as JSON text.
    case jsonToString = "JsonToString"
    /// An array of the arguments.
    case array = "Array"
    /// An array cut into arrays of at most so many elements.
    case arrayPartition = "ArrayPartition"
    /// Whether an array has an element.
    case arrayContains = "ArrayContains"
    /// The numbers from one to another in steps.
    case arrayRange = "ArrayRange"
    /// One element of an array.
    case arrayGetItem = "ArrayGetItem"
    /// How many elements an array has.
    case arrayLength = "ArrayLength"
    /// An array without repetitions.
    case arrayUnique = "ArrayUnique"
    /// A text in Base64.
    case base64Encode = "Base64Encode"
    /// The text that a Base64 text holds.
    case base64Decode = "Base64Decode"
    /// The digest of a value.
    case hash = "Hash"
    /// Two objects as one.
    case jsonMerge = "JsonMerge"
    /// A random number.
    case mathRandom = "MathRandom"
    /// The sum of two numbers.
    case mathAdd = "MathAdd"
    /// A text cut at separators.
    case stringSplit = "StringSplit"
    /// A random UUID.
    case uuid = "UUID"

    /// Whether its value can be a string, as a Fail state's texts must be.
    var canGiveText: Bool {
        switch self {
        case .format, .jsonToString, .arrayGetItem, .base64Encode, .base64Decode, .hash, .uuid: true
        default: false
        }
    }

    /// How many arguments it takes.
    var argumentCounts: ClosedRange<Int> {
        switch self {
        case .uuid: 0...0
        case .array: 0...Int.max
        case .format: 1...Int.max
        case .stringToJson, .jsonToString, .arrayLength, .arrayUnique, .base64Encode, .base64Decode: 1...1
        case .arrayPartition, .arrayContains, .arrayGetItem, .hash, .mathAdd, .stringSplit: 2...2
        case .mathRandom: 2...3
        case .arrayRange, .jsonMerge: 3...3
        }
    }
}
