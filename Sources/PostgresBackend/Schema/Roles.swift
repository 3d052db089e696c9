/// The roles of the schema. They belong to the whole cluster of databases, hence not to a numbered migration.
enum Roles {
    /// What a database administrator runs where the migrating user may not make roles.
    static let script = """
        CREATE ROLE daybook_owner NOLOGIN;     -- owns the schema; migrations run as it
        CREATE ROLE daybook_engine NOLOGIN;    -- inserts and reads events, keeps the indexes
        CREATE ROLE daybook_auditor NOLOGIN;   -- reads the audit views
        CREATE ROLE daybook_starter NOLOGIN;   -- starts executions by SQL
        GRANT daybook_owner TO CURRENT_USER;   -- here: the user that migrates
        """

    /// Makes what is missing. Another database of the cluster may do the same at this moment.
    static let creation = """
        DO $$
        DECLARE
            wanted text;
        BEGIN
            FOREACH wanted IN ARRAY ARRAY['daybook_owner', 'daybook_engine', 'daybook_auditor', 'daybook_starter'] LOOP
                CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
                BEGIN
                    EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
            END LOOP;
        END
        $$
        """
}
