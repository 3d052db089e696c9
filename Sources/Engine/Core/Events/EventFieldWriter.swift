internal import EventLog
internal import JSON

/// Writes the fields of an event's payload; a field whose value is `nil` is left out.
///
/// One writer serves the events of a decision one after another: each payload is copied out at its own size, because
/// whoever keeps events keeps them for long.
struct EventFieldWriter {
    private var writer: JSONWriter

    init() {
        writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
    }

    /// The payload; the next field begins another one.
    mutating func finish() -> [UInt8] {
        writer.endObject()
        defer {
            writer.removeAll()
            writer.beginObject()
        }
        return writer.utf8.withUnsafeBufferPointer { Array($0) }
    }

    mutating func frame(_ frame: FrameID) {
        if frame != .root { int("frame", Int(frame.rawValue)) }
    }

    mutating func string(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        writer.key(name)
        writer.string(value)
    }

    mutating func int(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        writer.key(name)
        writer.int(value)
    }

    mutating func bool(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        writer.key(name)
        writer.bool(value)
    }

    /// Moments are written as microseconds since 1970: exact, and cheap to read back.
    mutating func time(_ name: StaticString, _ value: Timestamp) {
        writer.key(name)
        writer.int(Int(value.microseconds))
    }

    mutating func text(_ name: StaticString, _ value: JSONText) {
        writer.key(name)
        writer.text(value)
    }
}
