/// The SQL of the schema `audit`, a file a topic: views and functions that read the tables of the event log.
///
/// They cost the hot path nothing: no trigger, no index, no table. What an auditor sees is computed when it is asked for.
/// Their shape follows from what Postgres makes fast:
/// - Every lookup names stream and period, so that it is one index scan in one partition.
/// - The user's own JSON is cut off before an event's fields are read (`audit.fields`).
/// - Functions are `BEGIN ATOMIC` where they can be: their names are bound once and no `search_path` changes them.
/// - `OFFSET 0` keeps a payload from being parsed once for each of its fields, and a look-up for each row from becoming a
///   join, for which Postgres has no idea how many rows there are.
enum AuditSchema {}
