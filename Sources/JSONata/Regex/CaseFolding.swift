/// Upper and lower case of single scalars, as regular expressions that ignore case compare them.
enum CaseFolding {
    /// The upper-case scalar; itself where that is several scalars, or ASCII of something that is not.
    static func upper(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar >= 0x61 && scalar <= 0x7A ? scalar - 0x20 : scalar }
        guard let value = Unicode.Scalar(scalar) else { return scalar }
        let mapped = value.properties.uppercaseMapping.unicodeScalars
        guard let first = mapped.first, mapped.count == 1, first.value >= 0x80 else { return scalar }
        return first.value
    }

    /// The lower-case scalar, likewise.
    static func lower(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar + 0x20 : scalar }
        guard let value = Unicode.Scalar(scalar) else { return scalar }
        let mapped = value.properties.lowercaseMapping.unicodeScalars
        guard let first = mapped.first, mapped.count == 1, first.value >= 0x80 else { return scalar }
        return first.value
    }
}
