/// Files that hold a timesheet's lines by a hash of the employee, so that each file fits in memory.
///
/// The number of files follows from the timesheet's size: about 4 MiB each, at most 256, which also bounds open files.
/// Employees whose file names differ in letter case only are in the same partition.
struct TimesheetPartitions {
    private static let targetSize = 4 << 20
    private static let maximumCount = 256

    let paths: [String]
    private let writers: [FileWriter]
    private var scratch = CSVLine()

    init(in directory: String, timesheetSize: Int) throws(FileError) {
        let count = min(Self.maximumCount, max(1, timesheetSize / Self.targetSize))
        var paths: [String] = []
        var writers: [FileWriter] = []
        for index in 0..<count {
            let path = "\(directory)/partition-\(index).csv"
            writers.append(try FileWriter(creating: path, bufferSize: 1 << 14))
            paths.append(path)
        }
        self.paths = paths
        self.writers = writers
    }

    mutating func append(_ line: TimesheetLine) throws(FileError) {
        let name = EmployeeFileName(id: line.employeeID)
        let partition = Int(EmployeeFileName.hash(name.folded.utf8) % UInt64(paths.count))
        scratch.removeAll()
        PartitionedLine.append(line, to: &scratch)
        try writers[partition].write(scratch.bytes)
    }

    func finish() throws(FileError) {
        for writer in writers { try writer.flush() }
    }
}
