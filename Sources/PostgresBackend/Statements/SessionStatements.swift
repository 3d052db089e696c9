/// What a session is told when it begins.
enum SessionStatements {
    /// One statement, one round trip. The plans: every statement of ours is a walk along indexes, whatever the tables hold,
    /// and is planned once; so a table that was empty when it was planned, and is not any more, is walked the same way.
    static func settings(
        lockTimeout: Duration, statementTimeout: Duration
    ) -> BoundStatement {
        BoundStatement(
            """
            SELECT set_config('TimeZone', 'UTC', false),
                set_config('lock_timeout', $1::text, false),
                set_config('statement_timeout', $2::text, false),
                set_config('idle_in_transaction_session_timeout', $2::text, false),
                -- Each statement sees what was committed before it: the last check of a commit relies on it.
                set_config('default_transaction_isolation', 'read committed', false),
                set_config('plan_cache_mode', 'force_generic_plan', false),
                set_config('enable_seqscan', 'off', false),
                set_config('enable_bitmapscan', 'off', false),
                set_config('enable_hashjoin', 'off', false),
                set_config('enable_mergejoin', 'off', false),
                set_config('jit', 'off', false),
                -- An answer comes after the commit is durable: off would break that promise. All else is the user's choice.
                set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                    WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
            """
        ) {
            $0.add("\(lockTimeout.wholeMicroseconds / 1000)ms")
            $0.add("\(statementTimeout.wholeMicroseconds / 1000)ms")
        }
    }

    /// Another lock timeout, for the transaction only.
    static func lockTimeout(_ timeout: Duration) -> BoundStatement {
        BoundStatement("SELECT set_config('lock_timeout', $1::text, true)") {
            $0.add("\(timeout.wholeMicroseconds / 1000)ms")
        }
    }
}
