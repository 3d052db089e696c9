extension SuiteCase {
    /// Texts about which the specification leaves the choice, and that are accepted here.
    static let acceptedByChoice: [SuiteCase] = [
        SuiteCase("a huge negative exponent", "[123.456e-789]"),
        SuiteCase(
            "an exponent of many digits",
            "[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999969999999006]"
        ),
        SuiteCase("a negative integer with a huge exponent", "[-1e+9999]"),
        SuiteCase("a fraction with a huge exponent", "[1.5e+9999]"),
        SuiteCase("below every double", "[-123123e100000]"),
        SuiteCase("above every double", "[123123e100000]"),
        SuiteCase("closer to zero than every double", "[123e-10000000]"),
        SuiteCase("a negative integer of 30 digits", "[-123123123123123123123123123123]"),
        SuiteCase("above 64 bits", "[100000000000000000000]"),
        SuiteCase("a negative integer of 48 digits", "[-237462374673276894279832749832423479823246327846]"),
        SuiteCase(
            "500 arrays inside each other", String(repeating: "[", count: 500) + String(repeating: "]", count: 500)),
    ]

    /// Texts about which the specification leaves the choice, and that are refused here.
    static let refusedByChoice: [SuiteCase] = [
        SuiteCase("a second half as a key", #"{"\uDFAA":0}"#),
        SuiteCase("a first half alone", #"["\uDADA"]"#),
        SuiteCase("a first half and no second one", #"["\uD888\u1234"]"#),
        SuiteCase(
            "UTF-16, little end first, with its mark",
            [0xFF, 0xFE, 0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D, 0x00]),
        SuiteCase("a byte in the place of a character", [0x5B, 0x22, 0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA, 0x22, 0x5D]),
        SuiteCase("a surrogate in UTF-8", [0x5B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x5D]),
        SuiteCase("a first half and \\n", #"["\uD800\n"]"#),
        SuiteCase("a second half and a letter", #"["\uDd1ea"]"#),
        SuiteCase("two first halves and \\n", #"["\uD800\uD800\n"]"#),
        SuiteCase("a first half alone, small letters", #"["\ud800"]"#),
        SuiteCase("a first half and letters", #"["\ud800abc"]"#),
        SuiteCase("a byte of no character", [0x5B, 0x22, 0xFF, 0x22, 0x5D]),
        SuiteCase("a pair the wrong way round", #"["\uDd1e\uD834"]"#),
        SuiteCase("Latin-1", [0x5B, 0x22, 0xE9, 0x22, 0x5D]),
        SuiteCase("a second half alone", #"["\uDFAA"]"#),
        SuiteCase("a byte that continues nothing", [0x5B, 0x22, 0x81, 0x22, 0x5D]),
        SuiteCase("above Unicode", [0x5B, 0x22, 0xF4, 0xBF, 0xBF, 0xBF, 0x22, 0x5D]),
        SuiteCase("two bytes where one would do", [0x5B, 0x22, 0xC0, 0xAF, 0x22, 0x5D]),
        SuiteCase("six bytes", [0x5B, 0x22, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, 0x22, 0x5D]),
        SuiteCase("six bytes for null", [0x5B, 0x22, 0xFC, 0x80, 0x80, 0x80, 0x80, 0x80, 0x22, 0x5D]),
        SuiteCase("a character cut short", [0x5B, 0x22, 0xE0, 0xFF, 0x22, 0x5D]),
        SuiteCase("UTF-16, big end first", [0x00, 0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D]),
        SuiteCase("UTF-16, little end first", [0x5B, 0x00, 0x22, 0x00, 0xE9, 0x00, 0x22, 0x00, 0x5D, 0x00]),
        SuiteCase("a byte order mark and an object", "﻿{}"),
    ]
}
