extension AuditSchema {
    /// The log as it is, and the events of executions in the engine's words.
    static let events = #"""
        -- Every event of every stream. All else reads the log through this view, whose owner may read the tables.
        CREATE VIEW audit.log AS
        SELECT category, stream_id, version, recorded_at AS at, type, audit.try_jsonb(payload) AS payload,
               payload AS payload_text, hash, commit_id AS commit, period
        FROM daybook.event;

        CREATE VIEW audit.events AS
        SELECT e.stream_id AS execution, e.version, e.recorded_at AS at, e.type,
               CASE
                   WHEN e.type IN ('StateEntered', 'StateExited', 'TaskScheduled', 'EvaluationFailed')
                       THEN x.fields ->> 'state'
                   WHEN e.type IN ('TaskStarted', 'TaskHeartbeatRecorded', 'TaskSubmitted', 'TaskSucceeded', 'TaskFailed',
                                   'TaskTimedOut', 'NotificationPublished') THEN
                       (SELECT audit.fields(t.type, t.payload) ->> 'state' FROM daybook.event AS t
                        WHERE t.stream_id = e.stream_id AND t.period = e.period AND t.category = e.category
                          AND t.version = audit.try_integer(x.fields ->> 'task') AND t.type = 'TaskScheduled')
                   -- Not of the events by which branches begin and end: for each of ten thousand iterations that would
                   -- be a search back to where their Map began. `audit.branches` tells it by the frame.
                   WHEN e.type IN ('ChoiceTaken', 'WaitScheduled', 'WaitFinished', 'RetryScheduled', 'CatcherTaken',
                                   'ParallelStarted', 'MapStarted') THEN
                       (SELECT audit.fields(s.type, s.payload) ->> 'state' FROM daybook.event AS s
                        WHERE s.stream_id = e.stream_id AND s.period = e.period AND s.category = e.category
                          AND s.version < e.version AND s.type = 'StateEntered'
                          -- The frame comes first, so nothing of what is passed over has to be read.
                          AND CASE WHEN x.fields ->> 'frame' IS NULL THEN NOT starts_with(s.payload, '{"frame":')
                              ELSE starts_with(s.payload, '{"frame":' || (x.fields ->> 'frame') || ',') END
                        ORDER BY s.version DESC LIMIT 1)
               END AS state,
               CASE
                   WHEN e.type = 'TaskScheduled' THEN audit.try_integer(x.fields ->> 'attempt') + 1
                   WHEN e.type IN ('TaskStarted', 'TaskHeartbeatRecorded', 'TaskSubmitted', 'TaskSucceeded', 'TaskFailed',
                                   'TaskTimedOut', 'NotificationPublished') THEN
                       (SELECT audit.try_integer(audit.fields(t.type, t.payload) ->> 'attempt') + 1
                        FROM daybook.event AS t
                        WHERE t.stream_id = e.stream_id AND t.period = e.period AND t.category = e.category
                          AND t.version = audit.try_integer(x.fields ->> 'task') AND t.type = 'TaskScheduled')
               END AS attempt,
               CASE
                   WHEN e.type IN ('BranchStarted', 'IterationStarted') THEN e.version
                   WHEN e.type IN ('TaskStarted', 'TaskHeartbeatRecorded', 'TaskSubmitted', 'TaskSucceeded', 'TaskFailed',
                                   'TaskTimedOut', 'NotificationPublished') THEN
                       (SELECT coalesce(audit.try_integer(audit.fields(t.type, t.payload) ->> 'frame'), 1)
                        FROM daybook.event AS t
                        WHERE t.stream_id = e.stream_id AND t.period = e.period AND t.category = e.category
                          AND t.version = audit.try_integer(x.fields ->> 'task') AND t.type = 'TaskScheduled')
                   WHEN e.type NOT LIKE 'Execution%' THEN coalesce(audit.try_integer(x.fields ->> 'frame'), 1)
               END AS frame,
               CASE WHEN e.type = 'TaskTimedOut' THEN 'States.Timeout' ELSE x.fields ->> 'error' END AS error,
               CASE WHEN e.type = 'ExecutionParked' THEN x.fields ->> 'reason' ELSE x.fields ->> 'cause' END AS cause,
               x.fields ->> 'requestedBy' AS requested_by,
               audit.try_jsonb(e.payload) AS payload, e.payload AS payload_text, e.hash, e.commit_id AS commit, e.period
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        WHERE e.category = 'execution';
        """#
}
