internal import CSQLite
internal import EventLog
internal import FoundationEssentials

/// A prepared statement of a connection. Parameters are counted from 1, columns from 0, as SQLite does.
final class Statement {
    private let handle: OpaquePointer
    private unowned let connection: Connection

    init(_ handle: OpaquePointer, of connection: Connection) {
        self.handle = handle
        self.connection = connection
    }

    deinit {
        sqlite3_finalize(handle)
    }

    // MARK: Running

    /// Goes to the next row; false at the end.
    func step() throws(EventStoreError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        defer { reset() }
        try connection.check(code, sqlite3_stmt_readonly(handle) != 0 ? "reading" : "writing")
        return false
    }

    /// Runs a statement of which no rows are wanted.
    func run() throws(EventStoreError) {
        _ = try step()
        reset()
    }

    /// Makes the statement ready for other parameters.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Parameters; a value out of memory shows as NULL, which the table's constraints refuse

    func bind(_ index: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
    }

    func bind(_ index: Int32, _ value: Double) { sqlite3_bind_double(handle, index, value) }

    var parameterCount: Int32 { sqlite3_bind_parameter_count(handle) }

    /// How a parameter is written; `nil` for a bare `?`.
    func parameterName(_ index: Int32) -> String? {
        sqlite3_bind_parameter_name(handle, index).map { String(cString: $0) }
    }

    func bind(_ index: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(handle, index)
            return
        }
        value.withUTF8 { _ = daybook_bind_text(handle, index, $0.baseAddress, Int32($0.count)) }
    }

    func bind(_ index: Int32, text bytes: [UInt8]) {
        bytes.withUnsafeBytes { _ = daybook_bind_text(handle, index, $0.baseAddress, Int32(clamping: $0.count)) }
    }

    func bind(_ index: Int32, _ uuid: UUID?) {
        guard let uuid else {
            sqlite3_bind_null(handle, index)
            return
        }
        withUnsafeBytes(of: uuid.uuid) { _ = daybook_bind_blob(handle, index, $0.baseAddress, 16) }
    }

    func bind(_ index: Int32, _ hash: SHA256Hash) {
        hash.withUnsafeBytes { _ = daybook_bind_blob(handle, index, $0.baseAddress, 32) }
    }

    /// Binds category and id as two parameters from `index` on.
    func bind(_ index: Int32, _ stream: StreamID) {
        bind(index, stream.category.rawValue)
        bind(index + 1, stream.uuid)
    }

    // MARK: Columns

    var columnCount: Int32 { sqlite3_column_count(handle) }

    func name(_ column: Int32) -> String { String(cString: sqlite3_column_name(handle, column)) }

    /// One of SQLite's five kinds of values.
    func kind(_ column: Int32) -> Int32 { sqlite3_column_type(handle, column) }

    func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The bytes of a text or a blob, exactly as they were stored.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func time(_ column: Int32) -> Timestamp { Timestamp(microseconds: integer(column)) }

    func uuid(_ column: Int32) throws(EventStoreError) -> UUID {
        guard let start = sqlite3_column_blob(handle, column), sqlite3_column_bytes(handle, column) == 16 else {
            throw .corrupted(reason: "column \(String(cString: sqlite3_column_name(handle, column))) holds no UUID")
        }
        return UUID(uuid: start.loadUnaligned(as: uuid_t.self))
    }

    func hash(_ column: Int32) throws(EventStoreError) -> SHA256Hash {
        guard let start = sqlite3_column_blob(handle, column),
            let hash = SHA256Hash(
                bytes: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
        else {
            throw .corrupted(reason: "column \(String(cString: sqlite3_column_name(handle, column))) holds no hash")
        }
        return hash
    }

    /// Reads category and id from two columns.
    func stream(_ column: Int32) throws(EventStoreError) -> StreamID {
        StreamID(StreamCategory(text(column)), try uuid(column + 1))
    }
}
