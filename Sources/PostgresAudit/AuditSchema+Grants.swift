extension AuditSchema {
    /// What each thing is, for whoever looks with `psql`, and who may look.
    static let grants = #"""
        COMMENT ON SCHEMA audit IS 'Reads the daybook in the words of its engine; docs/audit.md describes it.';
        COMMENT ON VIEW audit.log IS 'Every event of every stream, as it was recorded.';
        COMMENT ON VIEW audit.events IS 'Every event of every execution.';
        COMMENT ON VIEW audit.executions IS 'Every execution: what ran, on what, by whom, how it ended.';
        COMMENT ON VIEW audit.state_visits IS 'Every visit of a state: when, on what input, with what output.';
        COMMENT ON VIEW audit.task_attempts IS
            'Every attempt of a task: who ran it, when, how it ended, when it is tried again.';
        COMMENT ON VIEW audit.branches IS
            'Every branch of a Parallel state and every iteration of a Map: when, how it ended, with what output.';
        COMMENT ON VIEW audit.notifications IS
            'Every attempt to deliver a message to a subscriber; one row also where there was none yet.';
        COMMENT ON VIEW audit.subscriptions IS 'Who was subscribed to which topic, from when, until when.';
        COMMENT ON VIEW audit.rules IS
            'Which topics are told how executions of which machines end: from when, until when, by whom.';
        COMMENT ON VIEW audit.definitions IS 'Every definition that ever ran, under the hash that executions name.';
        COMMENT ON VIEW audit.signals IS 'What was asked of executions from outside, by whom, and when it took effect.';
        COMMENT ON VIEW audit.timers IS 'What waits until when.';
        COMMENT ON VIEW audit.stuck IS 'What has not moved for longer than it should, and what it waits for.';

        -- An auditor reads this schema and nothing else: the views read the tables with their owner's rights.
        REVOKE ALL ON SCHEMA audit FROM PUBLIC;
        GRANT USAGE ON SCHEMA audit TO daybook_auditor;
        GRANT SELECT ON ALL TABLES IN SCHEMA audit TO daybook_auditor;
        REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA audit TO daybook_auditor;
        -- Which partition an id lies in, for the functions that take one.
        GRANT EXECUTE ON FUNCTION daybook.period_of(uuid) TO daybook_auditor;
        """#
}
