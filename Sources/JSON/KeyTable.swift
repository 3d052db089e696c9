/// A hash table of key indices for one large object: open addressing, at most half full.
struct KeyTable: Sendable {
    private struct Slot {
        var hash = 0
        var index = -1
    }

    let base: Int
    private var slots = [Slot](repeating: Slot(), count: 128)
    private var count = 0

    init(base: Int) {
        self.base = base
    }

    /// Adds an index, or returns false when an index with the same hash satisfies `isEqual`.
    mutating func insert(_ index: Int, hash: Int, isEqual: (Int) -> Bool) -> Bool {
        if (count + 1) * 2 > slots.count { grow() }
        var place = hash & (slots.count - 1)
        while slots[place].index >= 0 {
            if slots[place].hash == hash, isEqual(slots[place].index) { return false }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = Slot(hash: hash, index: index)
        count += 1
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.index >= 0 {
            var place = slot.hash & (slots.count - 1)
            while slots[place].index >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }
}
