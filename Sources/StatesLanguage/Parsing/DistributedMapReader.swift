import JSON

/// Reads what only a distributed Map has.
struct DistributedMapReader {
    let fields: Fields
    let language: QueryLanguage
    /// What the executions are.
    let type: StateMachineType
    private var findings: Findings { fields.findings }
    private var expressions: ExpressionReader { ExpressionReader(findings: findings) }

    /// How long an Express execution may take, in seconds.
    private static let expressSeconds = 300

    init(fields: Fields, language: QueryLanguage, type: StateMachineType) {
        self.fields = fields
        self.language = language
        self.type = type
    }

    var toleratedCount: MapNumber? { number("ToleratedFailureCount", in: 0...1e15, fields) }

    var toleratedPercentage: MapNumber? { number("ToleratedFailurePercentage", in: 0...100, fields) }

    func map(processor: JSONValue, machineLanguage: QueryLanguage) -> DistributedMap {
        if let label = fields.string("Label") { check(label: label) }
        for key in ["ItemsPath", "Items"] where fields.has("ItemReader") && fields.has(key) {
            findings.notSupportedYet("\(key) beside an ItemReader is", at: fields.place(key))
        }
        var definition = JSONObject()
        if machineLanguage == .jsonata { definition["QueryLanguage"] = .string(machineLanguage.rawValue) }
        for (key, value) in processor.objectValue ?? JSONObject() where key != "ProcessorConfig" {
            definition[key] = value
        }
        if type == .express { definition["TimeoutSeconds"] = .number(JSONNumber(DistributedMapReader.expressSeconds)) }
        return DistributedMap(
            reader: reader(), batcher: batcher(), writer: writer(),
            toleratedFailureCount: toleratedCount, toleratedFailurePercentage: toleratedPercentage,
            label: fields.string("Label"), definition: JSONText(.object(definition)))
    }

    private func check(label: String) {
        let isPlain = label.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.value >= 0x20 && !"?*<>{}[]:;,\\|^~$#%&`\"/".unicodeScalars.contains($0)
        }
        guard !isPlain || label.isEmpty || label.unicodeScalars.count > 40 else { return }
        findings.error(
            .invalidLabelName,
            "A label has 1 to 40 characters, and no blanks, brackets, wildcards or special characters",
            at: fields.place("Label"))
    }

    private func reader() -> ItemReader? {
        guard let inner = object("ItemReader", known: ["Resource", "ReaderConfig", arguments]) else { return nil }
        let resource = resource(inner, allowed: ["s3:getObject", "s3:listObjectsV2", "daybook:query"])
        let parameters = template(arguments, inner, "ItemReader")
        let config = inner.object["ReaderConfig"].flatMap { Fields($0, at: inner.place("ReaderConfig"), findings) }
        var known: Set<String> = [
            "InputType", "CSVHeaderLocation", "CSVHeaders", "CSVDelimiter", "MaxItems", "ItemsPointer",
            "Transformation",
        ]
        if language == .jsonPath { known.insert("MaxItemsPath") }
        for key in config?.object.keys ?? [] where !known.contains(key) {
            let place = config?.place(key) ?? inner.location
            if key == "ManifestType" {
                findings.notSupportedYet("'\(key)' is", at: place)
            } else {
                findings.schema("The field '\(key)' is not supported in 'ReaderConfig'", at: place)
            }
        }
        let transformation =
            config?.choice("Transformation", default: ItemReader.Transformation.none) ?? .none
        if let config, transformation == .loadAndFlatten, resource?.hasSuffix("listObjectsV2") == false {
            findings.schema(
                "'LOAD_AND_FLATTEN' needs the resource 's3:listObjectsV2'", at: config.place("Transformation"))
        }
        let readsObjects = resource?.hasSuffix("getObject") == true || transformation == .loadAndFlatten
        if readsObjects, config?.has("InputType") != true {
            findings.schema("These fields are required: [InputType]", at: inner.place("ReaderConfig"))
        }
        let headers = config?.array("CSVHeaders") ?? []
        return ItemReader(
            resource: resource ?? "", parameters: parameters, transformation: transformation,
            inputType: config.flatMap { inputType($0) } ?? .json,
            headerLocation: config?.choice("CSVHeaderLocation", default: ItemReader.HeaderLocation.firstRow)
                ?? .firstRow,
            headers: headers.compactMap(\.stringValue),
            delimiter: config?.choice("CSVDelimiter", default: ItemReader.Delimiter.comma) ?? .comma,
            pointer: config.flatMap { pointer($0) },
            maxItems: config.flatMap { number("MaxItems", in: 1...1e15, $0, "ItemReader/ReaderConfig") })
    }

    private func pointer(_ config: Fields) -> JSONPointer? {
        guard let text = config.string("ItemsPointer") else { return nil }
        guard let pointer = JSONPointer(text) else {
            findings.schema("Expected a JSON pointer", at: config.place("ItemsPointer"))
            return nil
        }
        if config.string("InputType") != ItemReader.InputType.json.rawValue {
            findings.schema("'ItemsPointer' needs the input type JSON", at: config.place("ItemsPointer"))
        }
        return pointer
    }

    private func inputType(_ config: Fields) -> ItemReader.InputType? {
        if let text = config.string("InputType"), ["MANIFEST", "PARQUET"].contains(text) {
            findings.notSupportedYet("The input type \(text) is", at: config.place("InputType"))
            return nil
        }
        return config.choice("InputType", default: ItemReader.InputType.json)
    }

    private func batcher() -> ItemBatcher? {
        var known: Set<String> = ["MaxItemsPerBatch", "MaxInputBytesPerBatch", "BatchInput"]
        if language == .jsonPath { known.formUnion(["MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"]) }
        guard let inner = object("ItemBatcher", known: known) else { return nil }
        let items = number("MaxItemsPerBatch", in: 1...1e15, inner, "ItemBatcher")
        let bytes = number("MaxInputBytesPerBatch", in: 1...262_144, inner, "ItemBatcher")
        if items == nil, bytes == nil, !inner.object.keys.contains(where: { $0.hasPrefix("Max") }) {
            findings.schema(
                "At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]",
                at: inner.location)
        }
        return ItemBatcher(
            maxItems: items, maxBytes: bytes, batchInput: template("BatchInput", inner, "ItemBatcher"))
    }

    private func writer() -> ResultWriter? {
        guard let inner = object("ResultWriter", known: ["Resource", arguments, "WriterConfig"]) else { return nil }
        let config = inner.object["WriterConfig"].flatMap { Fields($0, at: inner.place("WriterConfig"), findings) }
        for key in config?.object.keys ?? [] where key != "Transformation" && key != "OutputType" {
            findings.schema(
                "The field '\(key)' is not supported in 'WriterConfig'", at: config?.place(key) ?? inner.location)
        }
        // Without a resource it only shapes the state's result.
        if !inner.has("Resource") {
            if inner.has(arguments) { inner.require("Resource") }
            inner.require("WriterConfig")
        }
        return ResultWriter(
            resource: inner.has("Resource") ? resource(inner, allowed: ["s3:putObject"]) : nil,
            parameters: template(arguments, inner, "ResultWriter"),
            transformation: config?.choice("Transformation", default: ResultWriter.Transformation.none) ?? .none,
            outputType: config?.choice("OutputType", default: ResultWriter.OutputType.json) ?? .json)
    }

    private func object(_ key: String, known: Set<String>) -> Fields? {
        guard let value = fields.object[key], let inner = Fields(value, at: fields.place(key), findings) else {
            return nil
        }
        for key in inner.object.keys where !known.contains(key) {
            findings.schema("The field '\(key)' is not supported here", at: inner.place(key))
        }
        return inner
    }

    private func resource(_ inner: Fields, allowed: [String]) -> String? {
        inner.require("Resource")
        guard let resource = inner.string("Resource") else { return nil }
        guard allowed.contains(where: { resource.hasPrefix("arn:") && resource.hasSuffix(":::\($0)") }) else {
            findings.error(
                .invalidResource, "The resource must be one of [\(allowed.joined(separator: ", "))]",
                at: inner.place("Resource"))
            return nil
        }
        return resource
    }

    /// The field that says what a reader or writer is given.
    private var arguments: String { language == .jsonata ? "Arguments" : "Parameters" }

    private func template(_ key: String, _ inner: Fields, _ field: String) -> PayloadTemplate? {
        language == .jsonata ? expressions.inside(field).template(key, inner) : inner.template(key)
    }

    private func number(
        _ key: String, in range: ClosedRange<Double>, _ fields: Fields, _ field: String? = nil
    ) -> MapNumber? {
        if language == .jsonata {
            let inside = field.map { expressions.inside($0) } ?? expressions
            if inside.isExpression(key, fields) {
                return inside.expression(key, fields).map { .expression($0, range) }
            }
            return constant(key, in: range, fields)
        }
        fields.excludeEachOther(key, "\(key)Path")
        if let path = fields.path("\(key)Path") { return .path(path) }
        return constant(key, in: range, fields)
    }

    private func constant(_ key: String, in range: ClosedRange<Double>, _ fields: Fields) -> MapNumber? {
        guard let number = fields.number(key) else { return nil }
        guard range.contains(number.double) else {
            findings.schema(
                "Expected value between \(Int(range.lowerBound)) and \(Int(range.upperBound))", at: fields.place(key))
            return nil
        }
        return .constant(number)
    }
}
