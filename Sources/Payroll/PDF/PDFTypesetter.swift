import CPangoCairo

/// The fonts, shared by all documents of a task: looking fonts up costs more than setting a page with them.
///
/// Not `Sendable`: Pango's font map belongs to the thread that made it.
final class PDFTypesetter {
    /// The families in the order they are tried; what none of them has is looked for in all fonts of the machine.
    static let families = "Inter, Liberation Sans, DejaVu Sans, sans-serif"

    let context: OpaquePointer
    /// Figures of one width, so that columns of numbers align.
    let attributes: OpaquePointer?
    private var descriptions: [PDFStyle: OpaquePointer] = [:]

    init() throws(FileError) {
        guard let map = pango_cairo_font_map_get_default(), let context = pango_font_map_create_context(map) else {
            throw FileError("PDF", .drawing("there is no font map"))
        }
        self.context = context
        attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"))
        // One unit is one point, and nothing is fitted to a pixel grid.
        pango_cairo_context_set_resolution(context, 72)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        guard let font = pango_font_map_load_font(map, context, description(.body)) else {
            throw FileError("PDF", .drawing("no font is installed; install the package fonts-inter"))
        }
        g_object_unref(UnsafeMutableRawPointer(font))
    }

    deinit {
        pango_attr_list_unref(attributes)
        for description in descriptions.values { pango_font_description_free(description) }
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    func description(_ style: PDFStyle) -> OpaquePointer? {
        if let known = descriptions[style] { return known }
        guard let made = pango_font_description_from_string(Self.families) else { return nil }
        pango_font_description_set_weight(made, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_absolute_size(made, style.size * Double(PANGO_SCALE))
        descriptions[style] = made
        return made
    }
}
