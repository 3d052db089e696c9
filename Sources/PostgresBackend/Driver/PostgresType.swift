/// The object ids of the types whose arrays we send: they are the same in every Postgres.
enum PostgresType: UInt32 {
    case bytea = 17
    case int2 = 21
    case int4 = 23
    case text = 25
    case timestamptz = 1184
    case uuid = 2950
}
