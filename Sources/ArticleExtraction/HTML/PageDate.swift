/// A date as pages state it, brought to ISO 8601.
///
/// ```swift
/// PageDate.iso8601("2022-1-6T14:32:6+0200")              // "2022-01-06T14:32:06+02:00"
/// PageDate.iso8601("Thu, 06 Jan 2022 14:32:06 GMT")      // "2022-01-06T14:32:06Z"
/// PageDate.iso8601("le 6 janvier 2022")                  // "2022-01-06"
/// PageDate.iso8601("0001-01-01T00:00:00")                // nil: no article was published then
/// ```
///
/// Read are ISO 8601 with or without padding, RFC 5322, seconds since 1970, days with the month's name in nine languages, and
/// day, month and year with dots. `4/5/2022` is not read: it is one day in London and another in New York.
package enum PageDate {
    /// The date in ISO 8601, with time and offset as far as they are stated; nil if there is none, or none that an article
    /// can have (before 1900 or beyond 2099, the 31st of February).
    ///
    /// - Complexity: O(*n*).
    package static func iso8601(_ text: String) -> String? {
        var fields = Fields(Array(text.utf8))
        guard let day = fields.day() else { return nil }
        guard let time = fields.time() else { return day }
        return day + "T" + time + (fields.offset() ?? "")
    }

    /// The day in an address such as `/2019/11/19/name.html` or `/2019-11-19-name`; nil if there is none.
    package static func day(inAddress address: String) -> String? {
        let parts = address.utf8.split(whereSeparator: { !($0 &- 0x30 < 10) }).map { String($0) ?? "" }
        for (place, year) in parts.enumerated() where year.count == 4 && place + 2 < parts.count {
            guard parts[place + 1].count == 2, parts[place + 2].count == 2, let year = Int(year),
                let month = Int(parts[place + 1]), let day = Int(parts[place + 2])
            else { continue }
            if let found = Fields.day(year, month, day) { return found }
        }
        return nil
    }

    /// Numbers and words of a text, in order.
    private struct Fields {
        private enum Piece {
            case number(Int, digits: Int)
            case month(Int)
            case mark(UInt8)
            case afternoon
            case zulu
        }

        private var pieces: [Piece] = []
        private var next = 0

        init(_ bytes: [UInt8]) {
            var index = 0
            // A date is short: what follows an article's first line is none.
            while index < min(bytes.count, 96) {
                let byte = bytes[index]
                if byte &- 0x30 < 10 {
                    let start = index
                    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
                    guard index - start <= 14 else { continue }
                    let value = bytes[start..<index].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
                    pieces.append(.number(value, digits: index - start))
                } else if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 {
                    let start = index
                    while index < bytes.count, (bytes[index] | 0x20) &- 0x61 < 26 || bytes[index] >= 0x80 { index += 1 }
                    let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
                    if let month = PageDate.month(word) {
                        pieces.append(.month(month))
                    } else if word == "pm" {
                        pieces.append(.afternoon)
                    } else if ["z", "gmt", "utc"].contains(word) {
                        pieces.append(.zulu)
                    }
                } else {
                    if byte != 0x20 { pieces.append(.mark(byte)) }
                    index += 1
                }
            }
        }

        private func number(_ place: Int) -> (value: Int, digits: Int)? {
            guard pieces.indices.contains(place), case .number(let value, let digits) = pieces[place] else {
                return nil
            }
            return (value, digits)
        }

        private func mark(_ place: Int, _ marks: String) -> UInt8? {
            guard pieces.indices.contains(place), case .mark(let mark) = pieces[place], marks.utf8.contains(mark) else {
                return nil
            }
            return mark
        }

        /// The day; reading goes on behind it.
        mutating func day() -> String? {
            for place in pieces.indices {
                if let found = numericDay(at: place) ?? namedDay(at: place) { return found }
            }
            return nil
        }

        private mutating func numericDay(at place: Int) -> String? {
            guard let first = number(place) else { return nil }
            if first.digits == 8, let found = Self.day(first.value / 10_000, first.value / 100 % 100, first.value % 100)
            {
                next = place + 1
                return found
            }
            if pieces.count == 1, first.digits == 10 || first.digits == 13 {
                let days = first.value / (first.digits == 13 ? 86_400_000 : 86_400)
                next = pieces.count
                return Self.day(since1970: days)
            }
            guard let separator = mark(place + 1, "-/."), let second = number(place + 2),
                mark(place + 3, "-/.") == separator, let third = number(place + 4)
            else { return nil }
            next = place + 5
            if first.digits == 4 { return Self.day(first.value, second.value, third.value) }
            guard third.digits == 4 else { return nil }
            // With slashes one of the two must be too large for a month.
            if separator == UInt8(ascii: "/"), first.value <= 12, second.value <= 12, first.value != second.value {
                return nil
            }
            return first.value > 12 || separator != UInt8(ascii: "/")
                ? Self.day(third.value, second.value, first.value) : Self.day(third.value, first.value, second.value)
        }

        private mutating func namedDay(at place: Int) -> String? {
            guard case .month(let month) = pieces[place] else { return nil }
            // "6 January 2022", "6. Januar 2022", "6-Jan-2022"
            let before = number(place - 1) ?? (mark(place - 1, ".-/") != nil ? number(place - 2) : nil)
            let after = number(place + 1) ?? (mark(place + 1, ".-/,") != nil ? number(place + 2) : nil)
            if let before, let after, before.digits <= 2, after.digits == 4 {
                next = place + (number(place + 1) != nil ? 2 : 3)
                return Self.day(after.value, month, before.value)
            }
            // "January 6, 2022"
            guard let after, after.digits <= 2 else { return nil }
            var rest = place + (number(place + 1) != nil ? 2 : 3)
            if mark(rest, ",.") != nil { rest += 1 }
            guard let year = number(rest), year.digits == 4 else { return nil }
            next = rest + 1
            return Self.day(year.value, month, after.value)
        }

        /// The time of day behind the day.
        mutating func time() -> String? {
            var place = next
            while place < pieces.count, number(place) == nil { place += 1 }
            guard let hour = number(place), hour.digits <= 2, mark(place + 1, ":") != nil,
                let minute = number(place + 2),
                minute.digits <= 2, hour.value < 24, minute.value < 60
            else { return nil }
            next = place + 3
            var second: Int?
            if mark(next, ":") != nil, let found = number(next + 1), found.value < 61 {
                second = found.value
                next += 2
                // Fractions of a second say nothing of an article.
                if mark(next, ".,") != nil, number(next + 1) != nil { next += 2 }
            }
            var hours = hour.value
            if next < pieces.count, case .afternoon = pieces[next], hours < 12 { hours += 12 }
            let text = "\(Self.padded(hours)):\(Self.padded(minute.value))"
            return second.map { "\(text):\(Self.padded($0))" } ?? text
        }

        /// The difference from Greenwich behind the time.
        mutating func offset() -> String? {
            guard next < pieces.count else { return nil }
            if case .zulu = pieces[next] { return "Z" }
            guard let sign = mark(next, "+-"), let first = number(next + 1) else { return nil }
            var (hours, minutes) = (first.value, 0)
            if first.digits == 4 {
                (hours, minutes) = (first.value / 100, first.value % 100)
            } else if mark(next + 2, ":") != nil, let second = number(next + 3) {
                minutes = second.value
            }
            guard hours <= 14, minutes < 60 else { return nil }
            return (sign == UInt8(ascii: "+") ? "+" : "-") + "\(Self.padded(hours)):\(Self.padded(minutes))"
        }

        static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
            guard (1900...2099).contains(year), (1...12).contains(month), day >= 1 else { return nil }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            guard day <= length else { return nil }
            return "\(year)-\(padded(month))-\(padded(day))"
        }

        /// The proleptic Gregorian date of a day number.
        ///
        /// After Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
        private static func day(since1970 days: Int) -> String? {
            let shifted = days + 719_468
            let era = shifted / 146_097
            let ofEra = shifted - era * 146_097
            let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
            let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let part = (5 * ofYear + 2) / 153
            let month = part < 10 ? part + 3 : part - 9
            return day(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
        }

        private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    }

    /// The month that a word in small letters names or shortens.
    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        for (place, names) in monthNames.enumerated() {
            for name in names.split(separator: " ") where name == word || name.hasPrefix(word) && word.count >= 3 {
                return place + 1
            }
        }
        return nil
    }

    /// English, German, French, Spanish, Italian, Portuguese, Dutch, Polish (second case) and Swedish.
    private static let monthNames = [
        "january januar janvier enero gennaio janeiro januari stycznia jänner",
        "february februar février fevrier febrero febbraio fevereiro februari lutego",
        "march märz maerz mars marzo março marco maart marca mrz",
        "april avril abril aprile kwietnia", "may mai mayo maggio maio mei maja maj",
        "june juni juin junio giugno junho czerwca", "july juli juillet julio luglio julho lipca",
        "august août aout agosto augustus sierpnia augusti",
        "september septembre septiembre settembre setembro września sept",
        "october oktober octobre octubre ottobre outubro października",
        "november novembre noviembre novembro listopada",
        "december dezember décembre decembre diciembre dicembre dezembro grudnia",
    ]
}
