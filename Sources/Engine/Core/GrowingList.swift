/// A list that grows at its end and is changed in places, of which a copy costs nothing and a change to a copy little:
/// copies share all but the way to what was changed.
///
/// A state is copied for each decision and kept until the decision is committed. An array in it would be copied with the
/// first change, again and again, however long it is.
public struct GrowingList<Element: Hashable & Sendable>: Hashable, Sendable {
    /// Full leaves of 32 elements, below nodes of up to 32 children.
    private indirect enum Node: Hashable, Sendable {
        case leaf([Element])
        case branch([Node])
    }

    private static var width: Int { 32 }

    private var root: Node?
    /// How many levels of branches are above the leaves of `root`.
    private var height = 0
    /// The last elements, fewer than a leaf.
    private var tail: [Element] = []
    /// How many elements there are.
    public private(set) var count = 0

    /// An empty list.
    public init() {}

    /// A list of so many equal elements.
    package init(repeating element: Element, count: Int) {
        for _ in 0..<count { append(element) }
    }

    /// Adds an element at the end.
    package mutating func append(_ element: Element) {
        tail.append(element)
        count += 1
        guard tail.count == Self.width else { return }
        push(.leaf(tail))
        tail = []
    }

    private mutating func push(_ leaf: Node) {
        guard let root else {
            root = leaf
            return
        }
        let leaves = count / Self.width - 1
        if leaves == Self.capacity(height) {
            self.root = .branch([root, Self.path(to: leaf, height: height)])
            height += 1
        } else {
            self.root = Self.adding(leaf, to: root, height: height)
        }
    }

    /// How many leaves a full tree of that height has.
    private static func capacity(_ height: Int) -> Int { 1 << (5 * height) }

    private static func path(to leaf: Node, height: Int) -> Node {
        height == 0 ? leaf : .branch([path(to: leaf, height: height - 1)])
    }

    private static func adding(_ leaf: Node, to node: Node, height: Int) -> Node {
        guard case .branch(var children) = node, let last = children.last else { return leaf }
        if isFull(last, height: height - 1) {
            children.append(path(to: leaf, height: height - 1))
        } else {
            children[children.count - 1] = adding(leaf, to: last, height: height - 1)
        }
        return .branch(children)
    }

    private static func isFull(_ node: Node, height: Int) -> Bool {
        guard case .branch(let children) = node, let last = children.last else { return true }
        return children.count == width && isFull(last, height: height - 1)
    }
}

extension GrowingList {
    /// Changes an element, in its place where it is one of the last.
    mutating func update(_ position: Int, _ change: (inout Element) -> Void) {
        let inTree = count - tail.count
        guard position < inTree else { return change(&tail[position - inTree]) }
        var element = self[position]
        change(&element)
        self[position] = element
    }
}

extension GrowingList: RandomAccessCollection {
    /// The position of the first element.
    public var startIndex: Int { 0 }
    /// The position after the last element.
    public var endIndex: Int { count }

    /// The element at a position.
    public package(set) subscript(position: Int) -> Element {
        get {
            precondition(position >= 0 && position < count, "the list has no such element")
            let inTree = count - tail.count
            guard position < inTree, var node = root else { return tail[position - inTree] }
            var shift = 5 * height
            while case .branch(let children) = node {
                node = children[position >> shift & 31]
                shift -= 5
            }
            guard case .leaf(let elements) = node else { preconditionFailure("a branch is above leaves") }
            return elements[position & 31]
        }
        set {
            precondition(position >= 0 && position < count, "the list has no such element")
            let inTree = count - tail.count
            guard position < inTree, let root else {
                tail[position - inTree] = newValue
                return
            }
            self.root = Self.setting(newValue, at: position, in: root, shift: 5 * height)
        }
    }

    private static func setting(_ element: Element, at position: Int, in node: Node, shift: Int) -> Node {
        switch node {
        case .leaf(var elements):
            elements[position & 31] = element
            return .leaf(elements)
        case .branch(var children):
            let child = position >> shift & 31
            children[child] = setting(element, at: position, in: children[child], shift: shift - 5)
            return .branch(children)
        }
    }
}
