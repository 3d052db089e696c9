import NotificationTransports
import Testing

@Suite struct SMTPServerTests {
    @Test(arguments: [
        ("smtp://mail.example.org", "smtp://mail.example.org:587?tls=required"),
        ("SMTP://Mail.Example.org:25/?tls=off", "smtp://mail.example.org:25?tls=off"),
        ("smtps://u:p@mail.example.org", "smtps://…@mail.example.org:465"),
        ("smtp://u:p@[::1]:2525?tls=off", "smtp://…@[::1]:2525?tls=off"),
    ])
    func `a URL is read, and shown without who one is`(text: String, shown: String) throws {
        #expect(try SMTPServer(text).description == shown)
    }

    @Test(arguments: [
        "", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://u:geheim@", "smtp://h:0", "smtp://h:x",
        "smtp://h/path", "smtp://h?tls=maybe", "smtps://h?tls=off", "smtp://h?tls=implicit", "smtp://u:ge%heim@h",
        "smtp://u:geheim%0A@h", "smtp://u:geheim@mail.example.org?tls=off",
        "smtp://u:geheim@mail.example.org?tls=opportunistic", "smtp://a b", "smtp://h\r\nEHLO",
    ])
    func `what names no server is refused without showing it`(text: String) {
        let error = #expect(throws: SMTPServerError.self) { try SMTPServer(text) }
        #expect(error?.description.contains("geheim") == false)
    }
}
