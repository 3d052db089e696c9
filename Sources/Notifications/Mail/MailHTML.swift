/// A text as HTML: the same words, for mail programs that show nothing else well.
enum MailHTML {
    /// A page with the message, its lines kept, and a footer below a rule.
    static func page(message: String, footer: String) -> String {
        var lines = [
            "<!DOCTYPE html>", "<html><head><meta charset=\"utf-8\"></head>",
            "<body style=\"font-family: sans-serif\">", "<p style=\"white-space: pre-wrap\">\(escaped(message))</p>",
        ]
        if !footer.isEmpty {
            lines.append("<hr>")
            lines.append("<p style=\"white-space: pre-wrap; color: #555\">\(escaped(footer))</p>")
        }
        return (lines + ["</body></html>", ""]).joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
