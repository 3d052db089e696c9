import Engine
import EventLog
import Foundation
import Payroll

/// The payroll's machine, its role, its topics.
enum PayrollMachine {
    static let name = "payroll"
    static let successTopic = "arn:aws:sns:us-east-1:123456789012:SuccessNotifications"
    static let errorTopic = "arn:aws:sns:us-east-1:123456789012:ErrorNotifications"

    /// May call its three functions, and publish to its two topics.
    static let role = Role(
        arn: "arn:aws:iam::123456789012:role/payroll",
        resources: PayrollTask.allCases.map { "arn:aws:lambda:us-east-1:123456789012:function:\($0.rawValue)" }
            + ["arn:aws:states:::sns:publish"],
        topics: [successTopic, errorTopic])

    static func load() throws -> StateMachine {
        do {
            return try StateMachine(
                name: name, definition: String(decoding: PackageResources.payroll_asl_json, as: UTF8.self), role: role)
        } catch {
            throw CommandFailure("payroll.asl.json: \(error)")
        }
    }

    /// The rates a run uses: those named, those beside the timesheet, or the built-in ones, put into the output directory
    /// so that the run's input names a file that stays.
    static func rates(named path: String?, timesheet: String, out: String) throws -> String {
        if let path { return path.absolutePath }
        let beside = timesheet.absolutePath.parentDirectory + "/rates.json"
        if FileManager.default.fileExists(atPath: beside) { return beside }
        let copy = out.absolutePath + "/rates.json"
        do {
            try FileManager.default.createDirectory(atPath: out.absolutePath, withIntermediateDirectories: true)
            try Data(PackageResources.rates_json).write(to: URL(filePath: copy), options: .atomic)
        } catch {
            throw CommandFailure("the rates cannot be written to \(copy): \(error.localizedDescription)")
        }
        return copy
    }
}
