/// The file name of an employee, made of the employee's id such that no id can leave the directory or meet another's file.
///
/// An id of letters, digits, `-` and `_` (at most 64, no leading `-`, no device name of Windows) is its own file name.
/// In every other id the other bytes become `_`, and `~` with a hash of the whole id follows. So it does for ids that
/// differ in letter case only, because some file systems do not tell those apart.
package struct EmployeeFileName: Sendable, Hashable {
    /// The name without hash.
    package let plain: String
    /// Whether the plain name says the whole id.
    package let isExact: Bool
    private let hash: UInt64

    /// The name for an id.
    package init(id: some Collection<UInt8>) {
        var characters: [UInt8] = []
        var isExact = id.count <= 64
        for (index, byte) in id.prefix(64).enumerated() {
            let isSafe: Bool
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: isSafe = true
            case 0x2D: isSafe = index > 0
            default: isSafe = false
            }
            characters.append(isSafe ? byte : 0x5F)
            if !isSafe { isExact = false }
        }
        plain = String(decoding: characters, as: UTF8.self)
        self.isExact = isExact && !Self.isDeviceName(plain.lowercased())
        hash = Self.hash(id)
    }

    /// The name in small letters: what two names must differ in to be safe on any file system.
    package var folded: String { plain.lowercased() }

    /// The name without an extension.
    ///
    /// - Parameter isShared: another employee's plain name differs in letter case only.
    package func name(isShared: Bool) -> String {
        guard isShared || !isExact else { return plain }
        let digits = String(hash, radix: 16)
        return "\(plain)~\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }

    private static func isDeviceName(_ name: String) -> Bool {
        if ["con", "prn", "aux", "nul"].contains(name) { return true }
        return name.count == 4 && (name.hasPrefix("com") || name.hasPrefix("lpt"))
    }

    /// FNV-1a with 64 bits: the same on every machine, and enough to tell names apart. Should two ids ever meet, the
    /// second file is refused, not written over the first.
    static func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
