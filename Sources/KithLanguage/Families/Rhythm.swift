import KithGraph
import KithSyntax

/// How often one wishes to meet. Own beats tag beats group, and of equals the shortest holds.
let rhythmFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "keep", help: "wishes to meet somebody, everybody with a tag or every member of a group this often",
    example: "keep alice every 2 weeks",
    .objects(.cadenceTarget, after("every", .period), taking: .dated) { _, _, target, period throws(Refusal) in
      guard target != .me else {
        throw Refusal("you meet yourself anyway", about: .object(0), help: "name the other one")
      }
      return [.cadence(target, period)]
    }),
  VerbEntry(
    imperative: "stop keeping", help: "ends that wish", example: "stop keeping alice",
    .objects(.keptTarget, taking: .dated) { _, _, target in [.cadence(target, nil)] }),
]

extension Slot where Value == Node {
  /// Whom a cadence is for: `alice`, `#family`, `"Rust Berlin"`.
  fileprivate static var cadenceTarget: Slot { cadenceTarget(mustExist: false) }
  /// One that is known.
  fileprivate static var keptTarget: Slot { cadenceTarget(mustExist: true) }

  private static func cadenceTarget(mustExist: Bool) -> Slot {
    let shape = NameShape(kind: .person, label: "PERSON", alternatives: [.group, .org], mustExist: mustExist)
    let part = Part(
      label: "PERSON or #TAG or GROUP", kind: .person, alternatives: [.group, .org, .tag], column: .people
    ) {
      reader throws(Diagnostic) in
      .names([reader.next.kind == .tag ? try reader.tag() : try reader.name(shape)])
    }
    part.mustExist = mustExist
    return Slot(part: part) { $0.nodes[0] }
  }
}

extension Slot where Value == Period {
  /// `2 weeks`, `month`, `14 days`.
  static var period: Slot {
    let part = Part(label: "PERIOD", kind: nil, holds: .period, column: .every) { reader throws(Diagnostic) in
      .period(try reader.period())
    }
    return Slot(part: part) { if case .period(let period) = $0 { period } else { .days(1) } }
  }
}

extension Reader {
  /// Reads how often: `2 weeks`, `month`, `14 days`.
  fileprivate mutating func period() throws(Diagnostic) -> Period {
    expect(.value("PERIOD"))
    open()
    let count = nextWordText.flatMap { $0.utf8.allSatisfy(isDigit) ? Int($0) ?? .max : nil }
    let unit = wordText(at + (count == nil ? 0 : 1)) ?? ""
    let span = next.span.joined(with: token(count == nil ? at : at + 1).span)
    let units: [String: (Int) -> Period] = [
      "day": { .days($0) }, "week": { .days($0 * 7) }, "month": { .months($0) }, "year": { .months($0 * 12) },
    ]
    guard let make = units[unit.hasSuffix("s") ? String(unit.dropLast()) : unit] else {
      throw problem(
        isAtEnd ? "a period is missing" : "`\(source.text(span))` is no period", at: span,
        help: "a period is `2 weeks`, `month` or `10 days`")
    }
    guard (1...1000).contains(count ?? 1) else {
      throw problem("a period lies between 1 and 1000 of its unit", at: span)
    }
    advance(count == nil ? 1 : 2)
    return make(count ?? 1)
  }
}
