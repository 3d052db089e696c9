extension AuditSchema {
    /// What else has a life of its own: notifications, subscriptions, definitions, signals.
    static let streams = #"""
        -- The id of the stream in which a message's delivery to one subscription is: it lies beside the message, with its
        -- moment where it tells one, and follows from both, as the engine's process makes it.
        CREATE FUNCTION audit.delivery_of(message uuid, subscription uuid) RETURNS uuid
        LANGUAGE sql IMMUTABLE
        BEGIN ATOMIC
            SELECT encode(CASE
                WHEN get_byte(m.bytes, 6) >> 4 = 7 AND get_byte(m.bytes, 8) >> 6 = 2 THEN
                    substr(m.bytes, 1, 6) || set_byte(set_byte(
                        substr(d.digest, 7, 10), 0, get_byte(d.digest, 6) & 15 | 112), 2,
                        get_byte(d.digest, 8) & 63 | 128)
                ELSE set_byte(set_byte(
                    substr(d.digest, 1, 16), 6, get_byte(d.digest, 6) & 15 | 128), 8,
                    get_byte(d.digest, 8) & 63 | 128)
            END, 'hex')::uuid
            FROM (SELECT uuid_send($1) AS bytes) AS m
            CROSS JOIN LATERAL (
                SELECT sha256(m.bytes || '\x64656c697665727900'::bytea || convert_to($2::text, 'UTF8')) AS digest) AS d;
        END;

        CREATE VIEW audit.notifications AS
        SELECT e.stream_id AS message_id, x.fields ->> 'topic' AS topic, x.fields ->> 'subject' AS subject,
               x.fields ->> 'message' AS message,
               audit.try_uuid(split_part(x.fields ->> 'execution', '/', 2)) AS execution,
               x.fields ->> 'executionName' AS execution_name, x.fields ->> 'state' AS state,
               audit.try_integer(x.fields ->> 'task') AS task, e.recorded_at AS published,
               audit.try_uuid(s.subscriber ->> 'subscription') AS subscription, s.subscriber ->> 'protocol' AS protocol,
               s.subscriber ->> 'endpoint' AS endpoint,
               CASE WHEN s.subscriber IS NOT NULL THEN coalesce(d.attempt, 1) END AS attempt, d.at AS attempted,
               CASE
                   WHEN w.subscribers IS NULL THEN 'pending'
                   WHEN s.subscriber IS NULL THEN 'no subscriber'
                   WHEN d.type = 'Delivered' THEN 'delivered'
                   WHEN d.type = 'DeliveryFailed' THEN 'failed'
                   WHEN d.type = 'DeliveryGivenUp' THEN 'given up'
                   ELSE 'pending'
               END AS outcome,
               coalesce(d.fields ->> 'reason', w.problem) AS reason, d.fields ->> 'answer' AS answer,
               d.fields ->> 'wasThere' = 'true' AS was_there_already,
               audit.moment(audit.try_integer(d.fields ->> 'retryAt')) AS next_attempt_at,
               coalesce(d.is_last, true) AS is_last_attempt,
               (SELECT count(*) FROM daybook.event AS t
                WHERE t.stream_id = e.stream_id AND t.period = e.period AND t.category = e.category
                  AND t.type = 'NotificationTakenOver')
               + (SELECT count(*) FROM daybook.event AS t
                  WHERE t.stream_id = s.delivery AND t.period = e.period AND t.category = 'delivery'
                    AND t.type = 'DeliveryTakenOver') AS takeovers,
               coalesce(x.fields ->> 'kind', 'notification') AS kind, x.fields ->> 'status' AS execution_status,
               g.at AS resent, g.fields ->> 'by' AS resent_by, s.delivery, e.period
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        -- Who gets it stands in the publication, or was looked up later.
        LEFT JOIN LATERAL (
            SELECT audit.fields(r.type, r.payload) AS fields FROM daybook.event AS r
            WHERE r.stream_id = e.stream_id AND r.period = e.period AND r.category = e.category
              AND r.type = 'SubscribersResolved'
            ORDER BY r.version LIMIT 1) AS l ON true
        CROSS JOIN LATERAL (
            SELECT coalesce(x.fields -> 'subscribers', l.fields -> 'subscribers') AS subscribers,
                   l.fields ->> 'problem' AS problem OFFSET 0) AS w
        LEFT JOIN LATERAL (
            SELECT o.subscriber, audit.delivery_of(e.stream_id, audit.try_uuid(o.subscriber ->> 'subscription')) AS delivery
            FROM jsonb_array_elements(CASE jsonb_typeof(w.subscribers) WHEN 'array' THEN w.subscribers END)
                AS o (subscriber)
            OFFSET 0) AS s ON true
        -- Each delivery has a stream of its own once its first attempt is over or was put off.
        LEFT JOIN LATERAL (
            SELECT a.type, a.version, a.recorded_at AS at, y.fields, audit.try_integer(y.fields ->> 'attempt') AS attempt,
                   a.version = max(a.version) OVER () AS is_last, lead(a.version) OVER (ORDER BY a.version) AS next
            FROM daybook.event AS a
            CROSS JOIN LATERAL (SELECT audit.fields(a.type, a.payload) AS fields OFFSET 0) AS y
            WHERE a.stream_id = s.delivery AND a.period = e.period AND a.category = 'delivery'
              AND a.type IN ('Delivered', 'DeliveryFailed', 'DeliveryGivenUp')) AS d ON true
        -- Whether somebody wanted it to be offered again after it was given up, or before its next attempt.
        LEFT JOIN LATERAL (
            SELECT o.recorded_at AS at, audit.fields(o.type, o.payload) AS fields FROM daybook.event AS o
            WHERE d.type IN ('DeliveryGivenUp', 'DeliveryFailed') AND o.version < coalesce(d.next, o.version + 1)
              AND o.stream_id = s.delivery AND o.period = e.period
              AND o.category = 'delivery' AND o.type = 'ResendRequested' AND o.version > d.version
            ORDER BY o.version LIMIT 1) AS g ON true
        WHERE e.category = 'notification' AND e.version = 1;

        CREATE VIEW audit.subscriptions AS
        SELECT t.fields ->> 'topic' AS topic, audit.try_uuid(x.fields ->> 'subscription') AS subscription,
               x.fields ->> 'protocol' AS protocol, x.fields ->> 'endpoint' AS endpoint,
               CASE e.type WHEN 'SubscriptionConfirmed' THEN e.recorded_at END AS confirmed,
               CASE e.type WHEN 'SubscriptionConfirmed' THEN x.fields ->> 'by' END AS confirmed_by,
               r.recorded_at AS removed, r.fields ->> 'by' AS removed_by,
               CASE e.type WHEN 'SubscriptionRequested' THEN e.recorded_at ELSE q.recorded_at END AS requested,
               CASE e.type WHEN 'SubscriptionRequested' THEN x.fields ->> 'by' ELSE q.fields ->> 'by' END AS requested_by,
               audit.moment(audit.try_integer(
                   CASE e.type WHEN 'SubscriptionRequested' THEN x.fields ->> 'expiresAt' END)) AS pending_until,
               audit.try_jsonb(x.fields ->> 'filter') AS filter,
               CASE WHEN x.fields ? 'filter' THEN coalesce(x.fields ->> 'filterScope', 'MessageAttributes') END
                   AS filter_scope
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        LEFT JOIN LATERAL (
            SELECT audit.fields(c.type, c.payload) AS fields FROM daybook.event AS c
            WHERE c.stream_id = e.stream_id AND c.period = e.period AND c.category = e.category AND c.version = 1) AS t
            ON true
        LEFT JOIN LATERAL (
            SELECT o.recorded_at, y.fields FROM daybook.event AS o
            CROSS JOIN LATERAL (SELECT audit.fields(o.type, o.payload) AS fields OFFSET 0) AS y
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.version > e.version
              AND o.type = 'SubscriptionRemoved' AND y.fields ->> 'subscription' = x.fields ->> 'subscription'
            ORDER BY o.version LIMIT 1) AS r ON true
        -- The question and its answer have the same nonce.
        LEFT JOIN LATERAL (
            SELECT o.recorded_at, o.type, y.fields FROM daybook.event AS o
            CROSS JOIN LATERAL (SELECT audit.fields(o.type, o.payload) AS fields OFFSET 0) AS y
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.type IN ('SubscriptionRequested', 'SubscriptionConfirmed') AND o.type <> e.type
              AND y.fields ->> 'nonce' = x.fields ->> 'nonce'
            ORDER BY o.version LIMIT 1) AS q ON true
        WHERE e.category = 'topic' AND e.period = 0
          AND (e.type = 'SubscriptionConfirmed' OR e.type = 'SubscriptionRequested' AND q.type IS NULL);

        CREATE VIEW audit.rules AS
        SELECT e.stream_id AS rule, x.fields ->> 'machine' AS machine,
               ARRAY(SELECT jsonb_array_elements_text(
                   CASE jsonb_typeof(x.fields -> 'statuses') WHEN 'array' THEN x.fields -> 'statuses' END)) AS statuses,
               x.fields ->> 'topic' AS topic, x.fields ->> 'subject' AS subject, e.recorded_at AS created,
               x.fields ->> 'by' AS created_by, r.recorded_at AS removed, r.fields ->> 'by' AS removed_by
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        LEFT JOIN LATERAL (
            SELECT o.recorded_at, audit.fields(o.type, o.payload) AS fields FROM daybook.event AS o
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.type = 'RuleRemoved' AND o.version > e.version
            ORDER BY o.version LIMIT 1) AS r ON true
        WHERE e.category = 'rule' AND e.period = 0 AND e.type = 'RuleCreated';

        CREATE VIEW audit.definitions AS
        SELECT encode(sha256(convert_to(payload, 'UTF8')), 'hex') AS definition, recorded_at AS registered,
               audit.try_jsonb(payload) AS text_json, payload AS text
        FROM daybook.event
        WHERE category = 'definition' AND version = 1 AND period = 0;

        CREATE VIEW audit.signals AS
        SELECT e.stream_id AS signal, audit.try_uuid(split_part(x.fields ->> 'target', '/', 2)) AS execution,
               x.fields ->> 'request' AS request, x.fields ->> 'requestedBy' AS requested_by,
               x.fields ->> 'error' AS error, x.fields ->> 'cause' AS cause, e.recorded_at AS sent,
               c.recorded_at AS consumed, c.fields ->> 'refusal' AS refusal, e.period
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        LEFT JOIN LATERAL (
            SELECT o.recorded_at, audit.fields(o.type, o.payload) AS fields FROM daybook.event AS o
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.type = 'SignalConsumed'
            ORDER BY o.version LIMIT 1) AS c ON true
        WHERE e.category = 'signal' AND e.version = 1;
        """#
}
