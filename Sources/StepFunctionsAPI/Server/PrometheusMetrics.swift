internal import CoreMetrics
public import Metrics
internal import Synchronization

/// Keeps what swift-metrics is told, and shows it in the text format of Prometheus (0.0.4).
///
/// Counters count, meters show the last value, timers and recorders show sum and count (timers in seconds).
public final class PrometheusMetrics: MetricsFactory {
    private let series = Mutex<[PrometheusSeries.Key: PrometheusSeries]>([:])

    /// Makes a factory; `MetricsSystem.bootstrap` it once in a process.
    public init() {}

    /// All series, sorted by name.
    public var text: String {
        let all = series.withLock { Array($0.values) }
        var text = ""
        var last = ""
        for one in all.sorted(by: { $0.key < $1.key }) {
            if one.key.name != last { text += "# TYPE \(one.key.name) \(one.key.kind.rawValue)\n" }
            last = one.key.name
            text += one.lines
        }
        return text
    }

    private func find(
        _ label: String, _ dimensions: [(String, String)], _ kind: PrometheusSeries.Kind, scale: Double = 1
    ) -> PrometheusSeries {
        let key = PrometheusSeries.Key(label, dimensions, kind)
        return series.withLock { series in
            if let known = series[key] { return known }
            let new = PrometheusSeries(key, scale: scale)
            series[key] = new
            return new
        }
    }

    /// Makes a counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(label, dimensions, .counter)
    }

    /// Makes a recorder; one that does not aggregate shows the last value.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        find(label, dimensions, aggregate ? .summary : .gauge)
    }

    /// Makes a meter.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(label, dimensions, .gauge)
    }

    /// Makes a timer.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        find(label + "_seconds", dimensions, .summary, scale: 1e-9)
    }

    /// A series stays once it is there.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// A series stays once it is there.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// A series stays once it is there.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// A series stays once it is there.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
