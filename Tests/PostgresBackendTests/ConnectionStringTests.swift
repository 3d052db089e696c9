import EventLog
import PostgresBackend
import Testing

@Suite struct ConnectionStringTests {
    @Test(arguments: [
        "postgresql://ann@db.example:5433/payroll?sslmode=require", "host=/tmp dbname=payroll", "service=payroll",
        "host=a,b port=1,2 target_session_attrs=read-write",
    ])
    func `one without secrets is shown as it is`(text: String) throws {
        #expect(try PostgresConnectionString(text).description == text)
    }

    @Test(arguments: [
        ("postgresql://ann:s3cret@db.example/payroll", "user=ann dbname=payroll host=db.example"),
        ("postgres:///payroll?host=%2Ftmp&password=s3%40cret", "dbname=payroll host=/tmp"),
        (#"dbname='it\'s a \\' sslpassword=s3cret sslkey=k"#, #"dbname='it\'s a \\' sslkey=k"#),
        ("password=s3cret", "dbname=''"),
    ])
    func `one with secrets is shown without them, and libpq reads it`(text: String, shown: String) throws {
        let connection = try PostgresConnectionString(text)
        #expect(connection.text == text)
        #expect(connection.description == shown)
        #expect(try PostgresConnectionString(shown).description == shown)
    }

    @Test(arguments: [
        "postgres://ann:s3@cret@db/payroll", "postgres://ann:s3/cret@db/payroll", "postgres://ann:s3%cret@db/payroll",
        "host=db password='s3cret", "s3cret", "port=s3cret",
    ])
    func `a mistaken one is refused without quoting it`(text: String) throws {
        let error = #expect(throws: EventStoreError.self) { try PostgresConnectionString(text) }
        #expect(error?.description.contains("s3") == false)
        #expect(error?.advice == .giveUp)
    }
}
