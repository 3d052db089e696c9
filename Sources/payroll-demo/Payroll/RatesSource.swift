import EventLog
import Foundation
import Payroll

/// Where a run's rates come from.
enum RatesSource: Sendable {
    case file(String)
    case builtIn

    /// Those named on the command line, or those in a folder, or the built-in ones.
    init(named path: String?, beside folder: String) {
        let beside = folder + "/rates.json"
        if let path {
            self = .file(path.absolutePath)
        } else {
            self = FileManager.default.fileExists(atPath: beside) ? .file(beside) : .builtIn
        }
    }

    func bytes() throws(FileError) -> [UInt8] {
        guard case .file(let path) = self else { return PackageResources.rates_json }
        var bytes: [UInt8] = []
        var chunk: [UInt8] = []
        let reader = try FileReader(path, limit: 1 << 20)
        while try reader.read(into: &chunk) { bytes += chunk }
        return bytes
    }

    /// The path of the rates for a run's input. The built-in ones are put into the output directory, under the name of
    /// their content: a run that is resumed by a newer program finds what it began with.
    func path(out: String) throws -> String {
        guard case .builtIn = self else {
            guard case .file(let path) = self else { return "" }
            return path
        }
        let bytes = try bytes()
        let path = "\(out)/rates-\(SHA256Hash(of: bytes).hex.prefix(8)).json"
        if FileManager.default.fileExists(atPath: path) {
            guard try RatesSource.file(path).bytes() == bytes else {
                throw CommandFailure("\(path) was changed: name it with --rates, or remove it for the built-in rates")
            }
            return path
        }
        let copy = try StagedFile(replacing: path)
        try copy.write(bytes)
        try copy.commit()
        return path
    }
}
