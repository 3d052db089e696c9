import EventLog

/// Where a process stood when it was killed, as the log and the files tell it.
enum KillPlace: Hashable, Sendable, CustomStringConvertible {
    /// The execution's events after this version were written and not durable, or were yet to come.
    case beforeCommit(after: Int64)
    /// The execution's events up to this version were durable, and nobody had been told.
    case afterCommit(Int64)
    /// A task had done its work, and the log knew nothing of it.
    case afterEffect(String)
    /// The mail was in its folder, and the log knew nothing of it.
    case afterMail

    var description: String {
        switch self {
        case .beforeCommit(let version): "before the commit after version \(version)"
        case .afterCommit(let version): "after the commit of version \(version)"
        case .afterEffect(let task): "after the effect of \(task)"
        case .afterMail: "after the mail"
        }
    }

    /// The places that a process is at, at a checkpoint of this name.
    static func places(
        at checkpoint: String, version: Int64, hasUnrecordedMail: Bool
    ) -> Set<KillPlace> {
        var places: Set<KillPlace> = hasUnrecordedMail ? [.afterMail] : []
        switch checkpoint {
        case "before commit": places.insert(.beforeCommit(after: version))
        case "after commit": places.insert(.afterCommit(version))
        default: places.insert(.afterEffect(String(checkpoint.dropFirst("after effect ".count))))
        }
        return places
    }

    /// The places of a process that stands still at a checkpoint now.
    static func places(at checkpoint: String, in scene: Scene, _ payroll: Payroll) throws -> Set<KillPlace> {
        var version: Int64 = 0
        var isRecorded = false
        if try scene.log.isMade {
            let last = try scene.log.rows("SELECT coalesce(max(version), 0) FROM event WHERE category = 'execution'")
            version = Int64(last[0][0]) ?? 0
            isRecorded = try !scene.log.rows("SELECT 1 FROM event WHERE type = 'Delivered'").isEmpty
        }
        let hasMail = !scene.mails("\(payroll.mails.one)/new").isEmpty
        return places(at: checkpoint, version: version, hasUnrecordedMail: hasMail && !isRecorded)
    }
}

extension Undisturbed {
    /// The places where this payroll has to be killed at least once: before and after each commit of the execution, after
    /// each effect, after the mail.
    var places: Set<KillPlace> {
        var places = Set(commitEnds.map { KillPlace.afterCommit($0) })
        places.formUnion(commitEnds.union([0]).map { .beforeCommit(after: $0) })
        places.formUnion(payroll.effects.map { .afterEffect($0) })
        places.insert(.afterMail)
        return places
    }
}
