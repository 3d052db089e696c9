import FoundationEssentials

/// The sums an owner asks for, collected employee by employee; memory grows with weeks and jobs, not with employees.
struct PayrollAggregate {
    struct Week {
        var totals = PayTotals()
        var employees = 0
    }

    struct Job {
        var hours: Decimal = 0
        var straightTime: Decimal = 0
        var employees = 0
    }

    private(set) var totals = PayTotals()
    private(set) var employees = 0
    private var weeksByDate: [ISOWeek: Week] = [:]
    private var jobsByName: [String: Job] = [:]

    /// The weeks by time.
    var weeks: [(week: ISOWeek, sums: Week)] {
        weeksByDate.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The jobs by name.
    var jobs: [(name: String, sums: Job)] {
        jobsByName.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func add(_ pay: EmployeePay) {
        totals += pay.totals
        employees += 1
        var worked: Set<String> = []
        for week in pay.weeks {
            weeksByDate[week.week, default: Week()].totals += week.totals
            weeksByDate[week.week, default: Week()].employees += 1
            for line in week.lines {
                jobsByName[line.job, default: Job()].hours += line.hours
                jobsByName[line.job, default: Job()].straightTime += line.amount
                if worked.insert(line.job).inserted { jobsByName[line.job, default: Job()].employees += 1 }
            }
        }
    }
}
