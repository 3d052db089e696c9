internal import EventLog

/// Wake-ups of one queue and one semantics number in the order in which they come due.
///
/// A binary heap that forgets lazily: an entry whose wake-up has changed since is known by its stamp and thrown away when
/// it comes to the top, or when such entries outnumber the others.
struct DueHeap {
    /// A wake-up as it was when it was put in.
    struct Entry {
        let due: Timestamp
        let stream: StreamID
        /// Unique for each change of a wake-up; also keeps equal due times in the order of their arrival.
        let stamp: UInt64
    }

    private var entries: [Entry] = []
    private var live = 0

    /// Puts a wake-up in.
    mutating func insert(_ entry: Entry) {
        live += 1
        entries.append(entry)
        siftUp(from: entries.count - 1)
    }

    /// Says that one of the entries is no longer current; `isCurrent` tells which are.
    mutating func forget(isCurrent: (Entry) -> Bool) {
        live -= 1
        guard entries.count > 64, entries.count > 2 * live else { return }
        entries.removeAll { !isCurrent($0) }
        for index in stride(from: entries.count / 2 - 1, through: 0, by: -1) { siftDown(from: index) }
    }

    /// The current entry that is due first; throws away what is not current on the way.
    mutating func first(isCurrent: (Entry) -> Bool) -> Entry? {
        while let top = entries.first {
            if isCurrent(top) { return top }
            removeTop()
        }
        return nil
    }

    private mutating func removeTop() {
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        siftDown(from: 0)
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard comesBefore(child, parent) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(from start: Int) {
        var parent = start
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && comesBefore(child, first) {
                first = child
            }
            if first == parent { return }
            entries.swapAt(parent, first)
            parent = first
        }
    }

    private func comesBefore(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (entries[a], entries[b])
        return a.due == b.due ? a.stamp < b.stamp : a.due < b.due
    }
}
