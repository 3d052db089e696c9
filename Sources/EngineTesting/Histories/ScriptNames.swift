internal import EventLog
internal import FoundationEssentials

/// The workers of a script: A, B, C, …
struct ScriptNames {
    static func worker(_ number: Int) -> WorkerID {
        WorkerID(UUID(high: 0xdab0_0000_0000_4000, low: 0x8000_0000_0000_0000 | UInt64(number)))
    }

    func name(of worker: WorkerID) -> String {
        let number = Int(worker.uuid.low & 0xffff)
        guard worker == ScriptNames.worker(number), number < 26 else { return worker.description }
        return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number)))
    }
}
