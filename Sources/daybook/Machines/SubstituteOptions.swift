import ArgumentParser

/// Values for the placeholders of a definition.
struct SubstituteOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fill in ${NAME}, as CloudFormation does in a DefinitionString. May be given more than once.",
            valueName: "NAME=VALUE"))
    var substitute: [Assignment] = []

    /// The values by name; of two for one name the last.
    var values: [String: String] {
        Dictionary(substitute.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }
}
