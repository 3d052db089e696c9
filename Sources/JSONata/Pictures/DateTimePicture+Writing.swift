internal import JSON

extension DateTimePicture {
    /// A point in time at an offset such as `-0500`; throws `D3133` and `D3134`.
    func text(milliseconds: Int, zone: String?, _ run: Run) throws(Failure) -> String {
        let offset = zone.flatMap(Self.offset) ?? (0, 0)
        let moment = Moment(milliseconds: milliseconds + (offset.hours * 60 + offset.minutes) * 60_000)
        var text = ""
        for part in parts {
            try run.step()
            switch part {
            case .literal(let literal): text += literal
            case .marker(let marker): text += try Self.text(marker, moment, offset, run)
            }
            try run.allocate(16)
        }
        return text
    }

    private static func offset(_ zone: String) -> (hours: Int, minutes: Int)? {
        let sign = zone.hasPrefix("-") || zone.hasPrefix("+") ? zone.prefix(1) : ""
        let digits = zone.dropFirst(sign.count).prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(sign + digits), abs(number) < 1_000_000 else { return nil }
        return (number / 100, number % 100)
    }

    private static func text(
        _ marker: Marker, _ moment: Moment, _ offset: (hours: Int, minutes: Int), _ run: Run
    ) throws(Failure) -> String {
        switch marker.component {
        case "P":
            let half = moment.hour < 12 ? "am" : "pm"
            return marker.names == .upper ? half.uppercased() : half
        case "C", "E": return "ISO"
        case "Z", "z": return try zone(marker, offset, run)
        default:
            var number = moment.number(marker.component) ?? 0
            if let digits = marker.yearDigits, digits < 18 {
                number %= (0..<digits).reduce(1) { product, _ in product * 10 }
            }
            if let names = marker.names { return try name(number, names, marker) }
            return try marker.integer?.text(Double(number), run) ?? ""
        }
    }

    private static func name(_ number: Int, _ names: IntegerPicture.Case, _ marker: Marker) throws(Failure) -> String {
        var name: String
        switch marker.component {
        case "M", "x": name = months[number - 1]
        case "F": name = days[number]
        default: throw Failure("D3133", value: .string(String(marker.component)))
        }
        if names == .upper { name = name.uppercased() }
        if names == .lower { name = name.lowercased() }
        return marker.width.most.map { String(name.prefix($0)) } ?? name
    }

    private static func zone(
        _ marker: Marker, _ offset: (hours: Int, minutes: Int), _ run: Run
    ) throws(Failure) -> String {
        let number = offset.hours * 100 + offset.minutes
        if number == 0, marker.modifier == "t" { return "Z" }
        guard let integer = marker.integer else {
            throw Failure("D3133", value: .string(String(marker.component)))
        }
        var text: String
        if integer.isRegular {
            text = try integer.text(Double(number), run)
        } else {
            switch integer.mandatoryDigits {
            case 1, 2:
                text = try integer.text(Double(offset.hours), run)
                if offset.minutes != 0 {
                    text += ":" + (try IntegerPicture("00").text(Double(abs(offset.minutes)), run))
                }
            case 3, 4: text = try integer.text(Double(number), run)
            default: throw Failure("D3134", value: .string(marker.presentation))
            }
        }
        return (marker.component == "z" ? "GMT" : "") + (number >= 0 ? "+" : "") + text
    }
}
