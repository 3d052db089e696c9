extension Migration {
    /// The tables as they are first made. `docs/decisions/0004-sqlite-store.md` says why they are as they are.
    static let initialSchema = """
        -- The truth. Times are microseconds since 1970-01-01T00:00:00Z; ids are the 16 bytes of UUIDs.
        CREATE TABLE event (
            position    INTEGER PRIMARY KEY,
            category    TEXT    NOT NULL,
            stream_id   BLOB    NOT NULL CHECK (length(stream_id) = 16),
            version     INTEGER NOT NULL,
            type        TEXT    NOT NULL,
            recorded_at INTEGER NOT NULL,
            commit_id   BLOB    NOT NULL CHECK (length(commit_id) = 16),
            payload     TEXT    NOT NULL,
            hash        BLOB    NOT NULL CHECK (length(hash) = 32),
            UNIQUE (category, stream_id, version)
        ) STRICT;

        CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never updated'); END;

        CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

        -- Also refuses INSERT OR REPLACE, which deletes without asking the trigger above.
        CREATE TRIGGER event_follows_its_predecessor BEFORE INSERT ON event
        WHEN NEW.version IS NOT 1 + coalesce(
            (SELECT max(version) FROM event WHERE category = NEW.category AND stream_id = NEW.stream_id), 0)
        BEGIN SELECT RAISE(ABORT, 'an event follows the last one of its stream'); END;

        CREATE TRIGGER event_position_is_new BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event WHERE position = NEW.position)
        BEGIN SELECT RAISE(ABORT, 'an event takes nobody''s position'); END;

        -- Everything below are indexes over events: they can be thrown away and made again.
        CREATE TABLE stream (
            category   TEXT    NOT NULL,
            stream_id  BLOB    NOT NULL CHECK (length(stream_id) = 16),
            created_at INTEGER NOT NULL,
            status     TEXT    NOT NULL,
            labels     TEXT    NOT NULL,
            PRIMARY KEY (category, stream_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stream_by_creation ON stream (category, created_at, stream_id);
        CREATE INDEX stream_by_status ON stream (category, status, created_at, stream_id);

        CREATE TABLE stream_label (
            category   TEXT    NOT NULL,
            name       TEXT    NOT NULL,
            value      TEXT    NOT NULL,
            created_at INTEGER NOT NULL,
            stream_id  BLOB    NOT NULL CHECK (length(stream_id) = 16),
            PRIMARY KEY (category, name, value, created_at, stream_id)
        ) STRICT, WITHOUT ROWID;

        -- moved: 0 no, 1 by events, 2 by a mark without events. told: the claim that told the holder.
        CREATE TABLE wake_up (
            category  TEXT    NOT NULL,
            stream_id BLOB    NOT NULL CHECK (length(stream_id) = 16),
            queue     TEXT    NOT NULL,
            semantics INTEGER NOT NULL,
            due       INTEGER NOT NULL,
            holder    BLOB    CHECK (length(holder) = 16),
            claim_id  BLOB    CHECK (length(claim_id) = 16),
            moved     INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1, 2)),
            told      BLOB    CHECK (length(told) = 16),
            parked    TEXT,
            PRIMARY KEY (category, stream_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX wake_up_free ON wake_up (queue, semantics, due) WHERE holder IS NULL AND parked IS NULL;
        CREATE INDEX wake_up_held ON wake_up (holder, queue, semantics) WHERE holder IS NOT NULL AND parked IS NULL;
        CREATE INDEX wake_up_claimed ON wake_up (holder, claim_id) WHERE claim_id IS NOT NULL;
        CREATE INDEX wake_up_moved ON wake_up (holder, told) WHERE moved > 0;

        -- Who is alive: slot is the worker's byte in the file of locks beside this one.
        CREATE TABLE worker (
            worker_id   BLOB    NOT NULL PRIMARY KEY CHECK (length(worker_id) = 16),
            lease_until INTEGER NOT NULL,
            slot        INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Commits without events leave nothing in a stream that could tell when they are sent again.
        CREATE TABLE eventless_commit (
            commit_id    BLOB    NOT NULL PRIMARY KEY CHECK (length(commit_id) = 16),
            committed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- For reading with the eye.
        CREATE VIEW event_text AS
        SELECT category,
               lower(substr(hex(stream_id), 1, 8) || '-' || substr(hex(stream_id), 9, 4) || '-'
                  || substr(hex(stream_id), 13, 4) || '-' || substr(hex(stream_id), 17, 4) || '-'
                  || substr(hex(stream_id), 21)) AS stream_id,
               version,
               type,
               strftime('%Y-%m-%dT%H:%M:%S', recorded_at / 1000000, 'unixepoch')
                  || printf('.%06dZ', recorded_at % 1000000) AS recorded_at,
               lower(substr(hex(commit_id), 1, 8) || '-' || substr(hex(commit_id), 9, 4) || '-'
                  || substr(hex(commit_id), 13, 4) || '-' || substr(hex(commit_id), 17, 4) || '-'
                  || substr(hex(commit_id), 21)) AS commit_id,
               lower(hex(hash)) AS hash,
               payload
        FROM event;
        """
}
