/// The blocks of states that are being run, in the order in which they were opened.
///
/// A machine without Parallel and Map states has one, the root, which lies in an array of its own: a copy of the state is a
/// copy of a reference, and a change to the only one happens in place. The others are boxed, so that a copy
/// of all of them is a copy of references; there are never more than run at one time, whatever the number of items.
public struct Frames: Hashable, Sendable {
    private final class Box: Hashable, Sendable {
        let frame: Frame

        init(_ frame: Frame) {
            self.frame = frame
        }

        static func == (left: Box, right: Box) -> Bool { left === right || left.frame == right.frame }

        func hash(into hasher: inout Hasher) { hasher.combine(frame) }
    }

    /// One frame, or none before the first event.
    private var root: [Frame] = []
    private var inner: [Box] = []

    /// Whether branches or iterations are open.
    var haveInner: Bool { !inner.isEmpty }

    /// The names of all frames, the highest first.
    var descendingIDs: [FrameID] {
        var ids = inner.reversed().map(\.frame.id)
        if !root.isEmpty { ids.append(.root) }
        return ids
    }

    /// The lowest frame that failed, and of which it has not been decided what follows.
    var firstFailed: Frame? {
        if let root = root.first, root.hasFailed { return root }
        return inner.first { $0.frame.hasFailed }?.frame
    }

    /// The frame of that name, where it is open.
    subscript(id: FrameID) -> Frame? {
        if id == .root { return root.first }
        return position(of: id).map { inner[$0].frame }
    }

    /// The index of a frame's current visit in the path.
    func visit(of id: FrameID) -> Int? {
        if id == .root { return root.isEmpty ? nil : root[0].visit }
        return position(of: id).map { inner[$0].frame.visit }
    }

    /// The frame whose attempt that is.
    func frame(of task: TaskID) -> FrameID? {
        if !root.isEmpty, root[0].task?.id == task { return .root }
        return inner.first { $0.frame.task?.id == task }?.frame.id
    }

    /// Opens a frame; its name is higher than any other's.
    mutating func open(_ frame: Frame) {
        if frame.id == .root {
            root = [frame]
        } else {
            inner.append(Box(frame))
        }
    }

    /// Changes a frame in its place; false where it is not open.
    mutating func update(_ id: FrameID, _ change: (inout Frame) -> Void) -> Bool {
        if id == .root, !root.isEmpty {
            change(&root[0])
            return true
        }
        guard let position = position(of: id) else { return false }
        var frame = inner[position].frame
        change(&frame)
        inner[position] = Box(frame)
        return true
    }

    /// Closes a frame.
    mutating func close(_ id: FrameID) {
        if let position = position(of: id) { inner.remove(at: position) }
    }

    /// Closes everything inside a frame, at any depth.
    mutating func closeAll(inside id: FrameID) {
        let inside = all(inside: id)
        inner.removeAll { inside.contains($0.frame.id) }
    }

    /// Everything inside a frame, at any depth.
    func all(inside id: FrameID) -> Set<FrameID> {
        var outer: Set<FrameID> = [id]
        // A frame is opened after the one around it.
        for box in inner {
            if let parent = box.frame.parent, outer.contains(parent) { outer.insert(box.frame.id) }
        }
        outer.remove(id)
        return outer
    }

    private func position(of id: FrameID) -> Int? {
        var (low, high) = (0, inner.count)
        while low < high {
            let middle = (low + high) / 2
            if inner[middle].frame.id < id { low = middle + 1 } else { high = middle }
        }
        return low < inner.count && inner[low].frame.id == id ? low : nil
    }
}

extension Frames: RandomAccessCollection {
    /// The position of the first frame.
    public var startIndex: Int { 0 }
    /// The position after the last frame.
    public var endIndex: Int { inner.count + root.count }

    /// The frame at a position; the root is the first.
    public subscript(position: Int) -> Frame {
        position < root.count ? root[position] : inner[position - root.count].frame
    }
}
