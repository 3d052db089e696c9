/// Timesheets of any size whose lines are shuffled, the same for the same seed.
struct TimesheetGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func timesheet(employees: Int, linesEach: Int) -> String {
        let names = ["Zoë Lindqvist", "José Núñez", "Park, Ada", "Mary \"\"Mae\"\" O'Neil", "Łukasz Żak"]
        let jobs = [("Line cook", "21.50"), ("Prep", "19.00"), ("Server", "15.25"), ("Bar", "18.40")]
        var lines: [String] = []
        for employee in 0..<employees {
            let name = "\"\(names[employee % names.count]) \(employee)\""
            for line in 0..<linesEach {
                let day = 2 + line % 28
                let (job, rate) = jobs[Int.random(in: 0..<jobs.count, using: &self)]
                let hours = "\(Int.random(in: 3...11, using: &self)).\(["00", "25", "50", "75"][line % 4])"
                let date = "2026-11-\(day < 10 ? "0" : "")\(day)"
                lines.append("E\(employee),\(name),e\(employee)@example.com,\(job),\(date),\(hours),\(rate)")
            }
        }
        lines.shuffle(using: &self)
        let header = "employee_id,name,email,job,work_date,hours,hourly_rate"
        return ([header] + lines).joined(separator: "\n") + "\n"
    }
}
