import ArgumentParser

/// An argument that is there and says nothing, as a shell makes it of a variable that is not set.
enum Empty {
    static func refuse(_ value: String?, _ name: String) throws {
        if let value, value.isEmpty { throw ValidationError("\(name) is empty") }
    }
}
