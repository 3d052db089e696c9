/// A table's columns: where each stands, and what heads it.
struct ReportTable {
    struct Column {
        let title: String
        /// The left end of a text column, the right end of a column of figures.
        let x: Double
        /// The width of a text column; nil for figures.
        let width: Double?
    }

    let title: String
    let columns: [Column]

    private static let right = PDFDocument.width - PDFDocument.margin

    static let weeks = ReportTable(
        title: "By week",
        columns: [
            Column(title: "WEEK", x: 48, width: 150), Column(title: "EMPLOYEES", x: 232, width: nil),
            Column(title: "HOURS", x: 292, width: nil), Column(title: "OVERTIME", x: 350, width: nil),
            Column(title: "GROSS", x: 424, width: nil), Column(title: "WITHHELD", x: 494, width: nil),
            Column(title: "NET", x: right, width: nil),
        ])

    static let jobs = ReportTable(
        title: "By job",
        columns: [
            Column(title: "JOB", x: 48, width: 230), Column(title: "EMPLOYEES", x: 350, width: nil),
            Column(title: "HOURS", x: 440, width: nil), Column(title: "STRAIGHT TIME", x: right, width: nil),
        ])

    static let employees = ReportTable(
        title: "By employee",
        columns: [
            Column(title: "ID", x: 48, width: 62), Column(title: "NAME", x: 114, width: 122),
            Column(title: "HOURS", x: 274, width: nil), Column(title: "OVERTIME", x: 324, width: nil),
            Column(title: "GROSS", x: 380, width: nil), Column(title: "FICA", x: 436, width: nil),
            Column(title: "FEDERAL", x: 494, width: nil), Column(title: "NET", x: right, width: nil),
        ])
}
