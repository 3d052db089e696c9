import CPangoCairo
import Glibc

/// A PDF that is drawn page by page and handed to a sink as it grows: letter paper, points from the top left corner.
///
/// The same drawing gives the same bytes: the creation date comes from the data, and cairo writes no identifiers.
final class PDFDocument {
    static let width = 612.0
    static let height = 792.0
    static let margin = 48.0

    /// Takes the bytes in their order; false ends the document with an error.
    typealias Sink = (UnsafeBufferPointer<UInt8>) -> Bool

    private final class SinkBox {
        let sink: Sink
        init(_ sink: @escaping Sink) { self.sink = sink }
    }

    private let typesetter: PDFTypesetter
    private let box: SinkBox
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let layout: OpaquePointer
    private var isFinished = false

    init(typesetter: PDFTypesetter, title: String, author: String, date: WorkDate, sink: @escaping Sink)
        throws(FileError)
    {
        let box = SinkBox(sink)
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let box = Unmanaged<SinkBox>.fromOpaque(closure).takeUnretainedValue()
            let bytes = UnsafeBufferPointer(start: data, count: Int(length))
            return box.sink(bytes) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
        }
        let closure = Unmanaged.passUnretained(box).toOpaque()
        guard let surface = cairo_pdf_surface_create_for_stream(write, closure, Self.width, Self.height),
            let context = cairo_create(surface), let layout = pango_layout_new(typesetter.context)
        else { throw FileError("PDF", .drawing("out of memory")) }
        self.typesetter = typesetter
        self.box = box
        self.surface = surface
        self.context = context
        self.layout = layout
        pango_layout_set_attributes(layout, typesetter.attributes)
        pango_layout_set_single_paragraph_mode(layout, 1)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "\(date)T00:00:00Z")
    }

    deinit {
        // An abandoned document is finished too, or cairo would keep its fonts; its sink hears no more of it.
        g_object_unref(UnsafeMutableRawPointer(layout))
        cairo_destroy(context)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    /// Sets one line of text on a baseline and returns its width.
    ///
    /// What does not fit into the width is set smaller, down to three quarters, and then ends in an ellipsis.
    @discardableResult
    func text(_ text: String, x: Double, y: Double, style: PDFStyle = .body, width: Double? = nil) -> Double {
        // A name may break lines in the timesheet; here it is one line.
        let line =
            text.utf8.contains { $0 < 0x20 } ? text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : text
        pango_layout_set_text(layout, line, Int32(clamping: line.utf8.count))
        pango_layout_set_width(layout, -1)
        var style = style
        var textWidth = measure(style)
        if let width, textWidth > width {
            // In quarters of a point, so that the typesetter keeps few sizes.
            style.size = max(style.size * 0.75, (style.size * width / textWidth * 4).rounded(.down) / 4)
            pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
            textWidth = measure(style)
        }
        let start = style.alignment == .right ? x - textWidth : x
        let baseline = Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
        setColour(style.colour)
        cairo_move_to(context, start, y - baseline)
        pango_cairo_show_layout(context, layout)
        return textWidth
    }

    private func measure(_ style: PDFStyle) -> Double {
        pango_layout_set_font_description(layout, typesetter.description(style))
        var extent = PangoRectangle()
        pango_layout_get_extents(layout, nil, &extent)
        return Double(extent.width) / Double(PANGO_SCALE)
    }

    /// Fills a rectangle.
    func fill(x: Double, y: Double, width: Double, height: Double, _ colour: PDFStyle.Colour) {
        setColour(colour)
        cairo_rectangle(context, x, y, width, height)
        cairo_fill(context)
    }

    /// Draws a horizontal line.
    func rule(
        y: Double, from start: Double, to end: Double, weight: Double = 0.5, _ colour: PDFStyle.Colour = .hairline
    ) {
        fill(x: start, y: y - weight / 2, width: end - start, height: weight, colour)
    }

    /// Ends the page.
    func endPage() {
        cairo_show_page(context)
    }

    /// Writes the rest; after this the bytes are complete.
    func finish(path: String) throws(FileError) {
        guard !isFinished else { return }
        isFinished = true
        cairo_surface_finish(surface)
        let status = max(cairo_surface_status(surface).rawValue, cairo_status(context).rawValue)
        guard status == CAIRO_STATUS_SUCCESS.rawValue else {
            let reason = cairo_status_to_string(cairo_status_t(rawValue: status)).map { String(cString: $0) }
            throw FileError(path, .drawing(reason ?? "cairo status \(status)"))
        }
    }

    private func setColour(_ colour: PDFStyle.Colour) {
        let (red, green, blue) = colour.components
        cairo_set_source_rgb(context, red, green, blue)
    }
}
