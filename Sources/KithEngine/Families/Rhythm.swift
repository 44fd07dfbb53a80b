import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

/// How often one wishes to meet. Own beats tag beats group, and of equals the shortest holds.
package let rhythmFamily: [VerbEntry] = [
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
