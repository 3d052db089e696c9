/// A task of the machine, by the name of its function.
enum PayrollTask: String, CaseIterable {
    case processData, generatePaystubs, generateReport
}
