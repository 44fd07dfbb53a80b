import KithGraph
import KithSyntax

extension TypedSlot where Value == Period {
  /// `2 weeks`, `month`, `14 days`.
  package static var period: TypedSlot {
    let slot = Slot(label: "PERIOD", kind: nil, holds: .period, column: .every) { parser throws(Diagnostic) in
      .period(try parser.period())
    }
    return TypedSlot(slot: slot) { if case .period(let period) = $0 { period } else { .days(1) } }
  }
}

extension StatementParser {
  /// Reads how often: `2 weeks`, `month`, `14 days`.
  fileprivate mutating func period() throws(Diagnostic) -> Period {
    expect(.value("PERIOD"))
    open()
    let figure = nextWordText.flatMap { $0.utf8.allSatisfy(isDigit) ? Int($0) ?? .max : nil }
    let count = source.isCanonical ? figure : figure ?? numberWord(nextWord) ?? (nextWord == .other ? 2 : nil)
    let unit = wordText(at + (count == nil ? 0 : 1)) ?? ""
    let span = next.span.joined(with: token(count == nil ? at : at + 1).span)
    let units: [String: (Int) -> Period] = [
      "day": { .days($0) }, "week": { .days($0 * 7) }, "month": { .months($0) }, "year": { .months($0 * 12) },
      "fortnight": { .days($0 * 14) }, "quarter": { .months($0 * 3) },
    ]
    guard let make = units[unit.hasSuffix("s") ? String(unit.dropLast()) : unit] else {
      throw problem(
        isAtEnd ? "a period is missing" : "`\(source.text(span))` is not a period", at: span,
        help: "a period is `2 weeks`, `month` or `10 days`")
    }
    guard (1...1000).contains(count ?? 1) else {
      throw problem("a period lies between 1 and 1000 of its unit", at: span)
    }
    advance(count == nil ? 1 : 2)
    return make(count ?? 1)
  }
}
