internal import CLibPQ

/// A connection of libpq on its way from the thread that made it to the one that drives it.
///
/// Unchecked, because it is used by one thread at a time: whoever hands it over does not touch it again.
struct ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Ends the connection.
    func finish() { PQfinish(pointer) }
}
