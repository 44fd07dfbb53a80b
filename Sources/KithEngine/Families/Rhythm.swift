import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

/// How often one wishes to meet. Own beats tag beats group, and of equals the shortest holds.
package let rhythmFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "keep", "keep in touch with", "call", "talk to", "meet", "visit",
    help: "wishes to meet somebody, everybody with a tag or every member of a group this often",
    example: "keep alice every 2 weeks",
    .objects(
      .cadenceTarget, after("every", .period), taking: .said,
      resolving: { sentence, _, log in
        var kept = sentence
        kept.phrase = log.vocabulary.phrase(named: "keep")
        return ResolvedSentence(sentence: kept)
      }
    ) { _, _, target, period throws(StatementError) in
      guard target != .me else {
        throw StatementError("you meet yourself anyway", about: .object(0), help: "name the other one")
      }
      return [.cadence(target, period)]
    }),
  VerbEntry(
    imperative: "stop keeping", help: "ends that wish", example: "stop keeping alice",
    .objects(.keptTarget, taking: .said) { _, _, target in [.cadence(target, nil)] }),
]

extension TypedSlot where Value == Node {
  /// Whom a cadence is for: `alice`, `#family`, `"Rust Berlin"`.
  fileprivate static var cadenceTarget: TypedSlot { cadenceTarget(mustExist: false) }
  /// One that is known.
  fileprivate static var keptTarget: TypedSlot { cadenceTarget(mustExist: true) }

  private static func cadenceTarget(mustExist: Bool) -> TypedSlot {
    let shape = NameShape(kind: .person, label: "PERSON", alternatives: [.group, .org], mustExist: mustExist)
    let slot = Slot(
      label: "PERSON or #TAG or GROUP", kind: .person, alternatives: [.group, .org, .tag], column: .people
    ) {
      parser throws(Diagnostic) in
      .names([parser.next.kind == .tag ? try parser.tag() : try parser.name(shape)])
    }
    slot.mustExist = mustExist
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}
