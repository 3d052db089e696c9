public import EventLog
internal import FoundationEssentials

extension PostgresEventStore {
    /// The months of the log, oldest first; what belongs to no month (names, definitions, roles, machines, topics) is not
    /// among them and stays.
    ///
    /// - Throws: `EventStoreError` where the database cannot be asked.
    public func months() async throws(EventStoreError) -> [LogMonthSummary] {
        let transaction = try await begin()
        let rows = try await query(RetentionStatements.months, [], in: transaction)
        await transaction.rollBack()
        return rows.compactMap { row in
            guard row.count == 4, let number = row[0].flatMap({ Int16($0) }), let streams = row[1].flatMap({ Int($0) }),
                let unfinished = row[2].flatMap({ Int($0) }), let bytes = row[3].flatMap({ Int($0) })
            else { return nil }
            return LogMonthSummary(
                month: LogMonth(Period(number: number)), streams: streams, unfinished: unfinished, bytes: bytes)
        }
    }

    /// Takes a month out of the log and leaves it in tables of its own, all or nothing; that it did, with a seal of the
    /// month, becomes an event of the log in the same transaction. No row is deleted or moved.
    ///
    /// The user that connects has to be a member of `daybook_owner`.
    ///
    /// - Parameter author: who wants it, for the record.
    /// - Throws: `EventStoreError.invalidRequest` where something of the month is not finished or the month is not there,
    ///   `unavailable` where a lock could not be had: then nothing has changed.
    public func archive(
        _ month: LogMonth, at now: Timestamp, by author: String? = nil
    ) async throws(EventStoreError) -> ArchivedMonth {
        let transaction = try await begin()
        do throws(EventStoreError) {
            for statement in RetentionStatements.preparation { try await query(statement, [], in: transaction) }
            try await requireFinished(month, in: transaction)
            for statement in RetentionStatements.detach(month.period) {
                try await query(statement, [], in: transaction)
            }
            // From here on nobody else can write to the month; whoever did a moment ago is seen now.
            try await requireFinished(month, in: transaction)
            for statement in RetentionStatements.protect(month.period) {
                try await query(statement, [], in: transaction)
            }
            let archived = try await contents(of: month, in: transaction)
            guard case .committed = try await transaction.commit(record(of: archived, at: now, by: author)) else {
                throw .invalidRequest(reason: "the month \(month) was archived before")
            }
            return archived
        } catch {
            await transaction.rollBack()
            throw error
        }
    }

    private func requireFinished(
        _ month: LogMonth, in transaction: PostgresTransaction
    ) async throws(EventStoreError) {
        let rows = try await query(RetentionStatements.unfinished, ["\(month.period.number)"], in: transaction)
        guard let count = rows.first?.first ?? nil, count != "0" else { return }
        throw .invalidRequest(
            reason: "\(count) streams of \(month) are not finished: open, held, or with something to deliver")
    }

    private func contents(
        of month: LogMonth, in transaction: PostgresTransaction
    ) async throws(EventStoreError) -> ArchivedMonth {
        let row = try await query(RetentionStatements.contents(month.period), [], in: transaction).first ?? []
        guard row.count == 3, let streams = row[0].flatMap({ Int($0) }), let events = row[1].flatMap({ Int($0) }),
            let seal = row[2]
        else { throw .corrupted(reason: "the month \(month) cannot be counted") }
        return ArchivedMonth(month: month, streams: streams, events: events, seal: seal)
    }

    private func record(of archived: ArchivedMonth, at now: Timestamp, by author: String?) -> Commit {
        let name = (author ?? "").unicodeScalars.filter { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
        let payload =
            #"{"month":"\#(archived.month)","streams":\#(archived.streams),"events":\#(archived.events),"#
            + #""seal":"\#(archived.seal)","archivedBy":"\#(String(String.UnicodeScalarView(name)))"}"#
        let stream = StreamID(.period, UUID(version8: "period/\(archived.month)".utf8))
        let event = NewEvent(type: EventType("PeriodArchived"), recordedAt: now, payload: Array(payload.utf8))
        return Commit(
            id: CommitID(UUID()),
            Append(to: stream, expected: .empty, events: [event], labels: ["month": "\(archived.month)"]))
    }

    @discardableResult
    private func query(
        _ sql: String, _ values: [String?], in transaction: PostgresTransaction
    ) async throws(EventStoreError) -> [[String?]] {
        do throws(PostgresQueryError) {
            return try await transaction.execute(sql, values)
        } catch {
            switch error.sqlState {
            case nil, "55P03", "40P01": throw .unavailable(reason: error.description)
            case "42P01", "42704":
                throw .invalidRequest(reason: "there is no such month in the log, or it was archived before: \(error)")
            case "42501": throw .other(code: "42501", reason: "\(error); retention is for members of daybook_owner")
            default: throw .other(code: error.sqlState ?? "", reason: error.message)
            }
        }
    }
}
