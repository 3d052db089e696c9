internal import JSON

/// What a machine is told beside its definition, and gives back: `loggingConfiguration`, `tracingConfiguration`,
/// `encryptionConfiguration`. This server logs, traces and encrypts by its own rules; the settings are kept.
struct MachineSettings {
    static let names = ["loggingConfiguration", "tracingConfiguration", "encryptionConfiguration"]

    let given: JSONObject

    /// Reads the settings of a request.
    ///
    /// - Throws: `InvalidLoggingConfiguration`, `InvalidEncryptionConfiguration`.
    init(_ request: APIRequest) throws(APIError) {
        var given = JSONObject()
        for name in MachineSettings.names {
            if let value = try request.object(name) { given[name] = .object(value) }
        }
        if let logging = try request.structure("loggingConfiguration") {
            let level = try logging.choice("level", of: ["ALL", "ERROR", "FATAL", "OFF"]) ?? "OFF"
            let destinations = try logging.array("destinations") ?? []
            if level != "OFF", destinations.count != 1 {
                throw APIError(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.")
            }
        }
        _ = try MachineSettings.encryption(request)
        self.given = given
    }

    /// Reads `encryptionConfiguration`; `nil` where there is none.
    ///
    /// - Throws: `ValidationException`, or `InvalidEncryptionConfiguration` where a key is missing.
    static func encryption(_ request: APIRequest) throws(APIError) -> JSONObject? {
        guard let encryption = try request.structure("encryptionConfiguration") else { return nil }
        let key = try encryption.optionalText("kmsKeyId", 1...2048)
        _ = try encryption.optionalInteger("kmsDataKeyReusePeriodSeconds", 60...900)
        let type = try encryption.choice("type", of: ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"])
        guard let type else { throw .missing("encryptionConfiguration.type") }
        guard (type == "CUSTOMER_MANAGED_KMS_KEY") == (key != nil) else {
            throw APIError(
                "InvalidEncryptionConfiguration",
                "Invalid Encryption Configuration: kmsKeyId must be specified with the type CUSTOMER_MANAGED_KMS_KEY, and only with it."
            )
        }
        return encryption.fields
    }

    /// The settings as a description shows them: with what the service takes where nothing was said.
    static func described(_ settings: JSONObject) -> JSONObject {
        var logging: JSONObject = ["level": "OFF", "includeExecutionData": false]
        for member in settings["loggingConfiguration"]?.objectValue ?? JSONObject() {
            logging[member.key] = member.value
        }
        return [
            "loggingConfiguration": .object(logging),
            "tracingConfiguration": settings["tracingConfiguration"] ?? ["enabled": false],
            "encryptionConfiguration": settings["encryptionConfiguration"] ?? ["type": "AWS_OWNED_KEY"],
        ]
    }

    /// These settings, and those of before that they do not change.
    func merged(into previous: JSONObject) -> JSONObject {
        var merged = previous
        for member in given { merged[member.key] = member.value }
        return merged
    }
}
