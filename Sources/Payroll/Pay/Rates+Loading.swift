import FoundationEssentials
import JSON

extension Rates {
    /// The largest rates file that is read, in bytes.
    private static let maximumSize = 1 << 20

    /// Reads and checks a `rates.json`.
    ///
    /// - Throws: `RatesError` with the file and, where the fault lies in one, the member.
    public init(contentsOf file: String) throws(RatesError) {
        self = try Self.load(file).rates
    }

    /// Reads and checks a `rates.json`, and says which content it had by its SHA-256.
    static func load(_ file: String) throws(RatesError) -> (rates: Rates, sha256: String) {
        var bytes: [UInt8] = []
        let sha256: String
        do throws(FileError) {
            let reader = try FileReader(file, limit: maximumSize, hashing: true)
            var chunk: [UInt8] = []
            while try reader.read(into: &chunk) { bytes.append(contentsOf: chunk) }
            sha256 = reader.sha256 ?? ""
        } catch {
            throw RatesError(file: file, error.reason)
        }
        return (try Rates(bytes, file: file), sha256)
    }

    private init(_ bytes: [UInt8], file: String) throws(RatesError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw RatesError(file: file, "is not JSON: \(error)")
        }
        do {
            self = try JSONValueDecoder().decode(Rates.self, from: value)
        } catch let error as DecodingError {
            throw RatesError(file: file, error)
        } catch {
            throw RatesError(file: file, "\(error)")
        }
        try validate(file: file)
    }
}

extension RatesError {
    /// A member that is missing or has the wrong form.
    init(file: String, _ error: DecodingError) {
        let (path, reason): ([any CodingKey], String) =
            switch error {
            case .keyNotFound(let key, let context): (context.codingPath + [key], "is missing")
            case .valueNotFound(_, let context): (context.codingPath, "is null")
            case .typeMismatch(let type, let context): (context.codingPath, "is not a \(Self.word(for: type))")
            case .dataCorrupted(let context): (context.codingPath, "has a value that does not fit")
            @unknown default: ([], "\(error)")
            }
        let pointer = path.map { "/" + ($0.intValue.map(String.init) ?? $0.stringValue) }.joined()
        self.init(file: file, pointer: pointer.isEmpty ? nil : pointer, reason)
    }

    private static func word(for type: Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Int.Type: "whole number"
        case is Decimal.Type: "number"
        case is any Collection.Type: "list"
        default: "object"
        }
    }
}
