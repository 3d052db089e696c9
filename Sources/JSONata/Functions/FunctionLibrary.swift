/// The functions that expressions find by name.
public struct FunctionLibrary: Sendable {
    private var functions: [String: NativeFunction]

    private init(_ lists: [[NativeFunction]]) {
        functions = [:]
        for function in lists.joined() { functions[function.name] = function }
    }

    /// The functions of JSONata 2.0.6, `$eval` among them.
    public static let standard = FunctionLibrary([
        StringFunctions.all, PatternFunctions.all, EncodingFunctions.all, NumberFunctions.all, PictureFunctions.all,
        ArrayFunctions.all, ObjectFunctions.all, HigherOrderFunctions.all, GeneralFunctions.all,
    ])

    /// The functions that a state of a machine may call: the standard ones without `$eval`, and what Step Functions adds
    /// (`$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid`, `$parse`).
    ///
    /// - Parameter digest: Gives the hash of bytes in lower-case hexadecimal digits; nil for an algorithm it does not know.
    public static func states(
        digest: @escaping @Sendable (_ data: [UInt8], _ algorithm: String) -> String?
    ) -> FunctionLibrary {
        standard.removing("eval").adding(StatesFunctions.all(digest))
    }

    /// The same functions without some of them.
    public func removing(_ names: String...) -> FunctionLibrary {
        var library = self
        for name in names { library.functions[name] = nil }
        return library
    }

    /// The same functions and one of the host's own, instead of one with its name.
    public func adding(_ function: HostFunction) -> FunctionLibrary {
        var library = self
        library.functions[function.name] = function.native
        return library
    }

    /// The names, sorted.
    public var names: [String] {
        functions.keys.sorted()
    }

    func adding(_ functions: [NativeFunction]) -> FunctionLibrary {
        var library = self
        for function in functions { library.functions[function.name] = function }
        return library
    }

    func function(_ name: String) -> FunctionValue? {
        functions[name].map { FunctionValue(.native($0)) }
    }
}
