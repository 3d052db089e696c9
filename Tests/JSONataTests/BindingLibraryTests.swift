import JSON
import JSONata
import Testing

/// Joins on data of their own: who borrowed what, from which shelf.
@Suite("A path that binds its context") struct BindingLibraryTests {
    private static let library = """
        {"shelves":[{"room":"north","books":[{"isbn":1,"title":"Tides"},{"isbn":2,"title":"Moss"}]},
        {"room":"south","books":[{"isbn":3,"title":"Kites"}]}],
        "loans":[{"isbn":3,"reader":"Ada"},{"isbn":1,"reader":"Ben"},{"isbn":9,"reader":"Eve"}]}
        """

    @Test(
        "joins, counts and looks back",
        arguments: [
            (
                "loans@$l.shelves.books@$b[$l.isbn = $b.isbn].($l.reader & ': ' & $b.title)",
                #"["Ada: Kites","Ben: Tides"]"#
            ),
            (
                "loans@$l.$$.shelves.books[isbn = $l.isbn].($l.reader & ': ' & title)",
                #"["Ada: Kites","Ben: Tides"]"#
            ),
            (
                "shelves.books@$b.$$.loans[isbn = $b.isbn].{'who': reader, 'what': $b.title}",
                #"[{"who":"Ben","what":"Tides"},{"who":"Ada","what":"Kites"}]"#
            ),
            ("shelves#$s.books#$b.($s & '/' & $b & ' ' & title)", #"["0/0 Tides","0/1 Moss","1/0 Kites"]"#),
            ("shelves.books.(%.room & ' ' & title)", #"["north Tides","north Moss","south Kites"]"#),
            ("shelves.books.title.(%.%.room & ' ' & %.isbn)", #"["north 1","north 2","south 3"]"#),
            ("shelves.books[%.room = 'south'].title", #""Kites""#),
            ("(shelves.books)[%.room = 'north'].title", #"["Tides","Moss"]"#),
            ("shelves.books^(%.room, >title).title", #"["Tides","Moss","Kites"]"#),
            ("shelves.books#$i^(>title)[0].$i", "0"),
            ("shelves#$s.books{title: $s}", #"{"Tides":0,"Moss":0,"Kites":1}"#),
            ("shelves.(books).(%.room)", #"["north","north","south"]"#),
            ("shelves.books.(title; %.%.loans[0].reader)", #"["Ada","Ada","Ada"]"#),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Self.library) == expected)
    }
}
