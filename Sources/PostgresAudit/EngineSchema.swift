/// The SQL of the component `engine`, a file a topic: functions by which any client starts and stops executions in a
/// transaction of its own.
///
/// They write what the engine itself would write, in the same words and with the same hashes; an engine that claims
/// such a stream finds nothing special. What makes them safe to hand out:
/// - Only the doors are for callers; they run with their owner's rights, and nothing behind them may be called.
/// - Every function sets its own `search_path`, and those with a backslash in a literal how literals are read: nothing
///   that a caller sets changes what they mean.
/// - The doors give every text the collation "C": a caller's own collation decides nothing.
/// - They are PL/pgSQL even where SQL would do: a session plans PL/pgSQL once, and an SQL function at every call.
enum EngineSchema {}
