/// What the scanner throws: trivial to make and to pass on. The place in words is worked out once, at the seam.
struct Fault: Error {
    var kind: JSONError.Kind
    var offset: Int

    @inline(__always)
    init(_ kind: JSONError.Kind, _ offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
