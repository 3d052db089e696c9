public import JSON

/// A function that the host gives to expressions; pure, as evaluations are to be repeatable.
public struct HostFunction: Sendable {
    /// The name without the dollar sign.
    public let name: String
    let native: NativeFunction

    /// A function.
    ///
    /// - Parameters:
    ///   - name: The name without the dollar sign.
    ///   - signature: What it takes, as JSONata writes signatures: `<s-n?:s>`. Arguments that are functions come as nil.
    ///   - body: Gets the arguments, nil for undefined; what it throws ends the evaluation.
    /// - Throws: `S0401` or `S0402` for a signature that is none.
    public init(
        _ name: String, signature: String,
        _ body: @escaping @Sendable ([JSONValue?]) throws(JSONataError) -> JSONValue?
    ) throws(JSONataError) {
        self.name = name
        let parsed: Signature
        do throws(Failure) {
            parsed = try Signature(signature)
        } catch {
            throw error.error
        }
        native = NativeFunction(name, parsed, arity: parsed.parameterCount) { call throws(Failure) in
            var arguments: [JSONValue?] = []
            for argument in call.arguments { arguments.append(try argument.json(call.run)) }
            do throws(JSONataError) {
                return Value(try body(arguments))
            } catch {
                throw Failure(error)
            }
        }
    }
}
