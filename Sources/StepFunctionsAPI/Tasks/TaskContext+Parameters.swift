internal import Engine
internal import JSON

extension TaskContext {
    /// The task's parameters.
    ///
    /// - Throws: `TaskError` where they are no object.
    func parameters() throws(TaskError) -> JSONObject {
        guard let object = (try? input.value())?.objectValue else {
            throw TaskError("States.Runtime", cause: "The parameters of '\(resource)' are not a JSON object.")
        }
        return object
    }
}
