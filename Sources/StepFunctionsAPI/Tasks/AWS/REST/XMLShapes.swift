/// How documents differ from the members that they hold. Names may be said of one place alone, as `And/Tag`, or `/Error` at the top.
struct XMLShapes: Hashable, Sendable {
    /// Lists without an element of their own: the name of each element, and the member.
    var flattened: [String: String] = [:]
    /// Lists with an element of their own: the member, and the name of each element within.
    var items: [String: String] = [:]
    /// Elements that are called otherwise than the member.
    var renamed: [String: String] = [:]

    /// The member that an element is one of, where it is an element of a list without one of its own.
    func list(of element: String, in parent: String) -> String? { find(flattened, element, parent) }

    /// The member that an element is.
    func member(of element: String, in parent: String) -> String { find(renamed, element, parent) ?? element }

    /// The name of the elements in a member's own.
    func item(of member: String, in parent: String) -> String? { find(items, member, parent) }

    /// The name of the elements of a member that has no element of its own.
    func flattenedElement(of member: String, in parent: String) -> String? { find(elements(flattened), member, parent) }

    /// The name of a member's element.
    func element(of member: String, in parent: String) -> String { find(elements(renamed), member, parent) ?? member }

    private func find(_ names: [String: String], _ name: String, _ parent: String) -> String? {
        names["\(parent)/\(name)"] ?? names[name]
    }

    /// The other way round.
    private func elements(_ names: [String: String]) -> [String: String] {
        var elements: [String: String] = [:]
        for (element, member) in names {
            let parts = element.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            elements[parts.count > 1 ? "\(parts[0])/\(member)" : member] = parts.last
        }
        return elements
    }
}
