/// How a text is set: face, size in points, and shade.
struct PDFStyle: Hashable {
    /// The colours of a page: ink for figures, grey for what explains them, one accent.
    enum Colour: Hashable {
        case ink, grey, accent, white, panel, hairline

        var components: (red: Double, green: Double, blue: Double) {
            switch self {
            case .ink: (0.11, 0.13, 0.16)
            case .grey: (0.40, 0.44, 0.49)
            case .accent: (0.09, 0.31, 0.42)
            case .white: (1, 1, 1)
            case .panel: (0.945, 0.957, 0.965)
            case .hairline: (0.80, 0.83, 0.86)
            }
        }
    }

    /// Which end of the text the position names.
    enum Alignment: Hashable { case left, right }

    var size: Double
    var isBold = false
    var colour = Colour.ink
    var alignment = Alignment.left

    static let title = PDFStyle(size: 17, isBold: true, colour: .accent)
    static let subtitle = PDFStyle(size: 10.5, isBold: true, colour: .accent)
    static let body = PDFStyle(size: 8.5)
    static let strong = PDFStyle(size: 8.5, isBold: true)
    static let caption = PDFStyle(size: 7.5, colour: .grey)
    static let head = PDFStyle(size: 7.5, isBold: true, colour: .grey)
    static let figure = PDFStyle(size: 15, isBold: true)

    /// The same, set against the right end.
    var right: PDFStyle {
        var style = self
        style.alignment = .right
        return style
    }

    /// The same in another colour.
    func coloured(_ colour: Colour) -> PDFStyle {
        var style = self
        style.colour = colour
        return style
    }
}
