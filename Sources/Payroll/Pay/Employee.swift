/// Who is paid.
package struct Employee: Sendable, Equatable {
    /// The id of the timesheet.
    package let id: String
    /// The name as it is printed.
    package let name: String
    /// The e-mail address.
    package let email: String

    /// An employee by the three columns of the timesheet.
    package init(id: String, name: String, email: String) {
        self.id = id
        self.name = name
        self.email = email
    }
}
