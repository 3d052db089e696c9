internal import CoreMetrics
internal import Synchronization

/// One series of numbers with its labels.
final class PrometheusSeries: CounterHandler, RecorderHandler, MeterHandler, TimerHandler {
    enum Kind: String {
        case counter
        case gauge
        case summary
    }

    struct Key: Hashable, Comparable {
        let name: String
        let labels: String
        let kind: Kind

        init(_ label: String, _ dimensions: [(String, String)], _ kind: Kind) {
            let letters = label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
            name = String(letters)
            labels = dimensions.map { "\($0)=\"\(Key.escaped($1))\"" }.joined(separator: ",")
            self.kind = kind
        }

        private static func escaped(_ value: String) -> String {
            value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        }

        static func < (a: Key, b: Key) -> Bool { (a.name, a.labels) < (b.name, b.labels) }
    }

    let key: Key
    private let scale: Double
    private let numbers = Mutex<(sum: Double, count: Int)>((0, 0))

    init(_ key: Key, scale: Double) {
        self.key = key
        self.scale = scale
    }

    var lines: String {
        let (sum, count) = numbers.withLock { $0 }
        let labels = key.labels.isEmpty ? "" : "{\(key.labels)}"
        guard key.kind == .summary else { return "\(key.name)\(labels) \(sum)\n" }
        return "\(key.name)_sum\(labels) \(sum)\n\(key.name)_count\(labels) \(count)\n"
    }

    private func add(_ value: Double) {
        numbers.withLock { $0 = key.kind == .gauge ? (value, 1) : ($0.sum + value * scale, $0.count + 1) }
    }

    func increment(by amount: Int64) { add(Double(amount)) }
    func increment(by amount: Double) { numbers.withLock { $0.sum += amount } }
    func decrement(by amount: Double) { numbers.withLock { $0.sum -= amount } }
    func set(_ value: Int64) { numbers.withLock { $0 = (Double(value), 1) } }
    func set(_ value: Double) { numbers.withLock { $0 = (value, 1) } }
    func record(_ value: Int64) { add(Double(value)) }
    func record(_ value: Double) { add(value) }
    func recordNanoseconds(_ duration: Int64) { add(Double(duration)) }
    func reset() { numbers.withLock { $0 = (0, 0) } }
}
