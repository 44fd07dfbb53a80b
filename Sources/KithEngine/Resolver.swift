import KithGrammar
import KithGraph
import KithLog
import KithSyntax
import KithText

/// Finds the node that a mention means.
///
/// A full match wins; a bare first name means the only person of that first name; a quoted name is exact. A statement
/// makes what it does not find, a question refuses it.
package struct Resolver {
  package let source: Source
  package let log: StatementLog
  /// Whether the names that nodes have by merges mean them. In a journal none does: such a name began somebody new
  /// there.
  package var knowsMerged = true

  // Asked for each time: whoever holds them while a name is made has all of them copied.
  private var names: Names { log.names }

  /// What a mention means; `nil` for a name that is not known yet, of the kind that its slot asks for.
  package func find(_ mention: Mention) throws(Diagnostic) -> Node? {
    if mention.shape.kind == .person, mention.isOwner { return .me }
    if mention.shape.isFoundAnywhere { return try findAny(mention) }
    if mention.shape.kind == .place { return findPlace(mention) }
    guard let node = existing(mention.text, in: mention.shape.kind.space) else { return try findElsewhere(mention) }
    let actual = names.kind(of: node)
    guard mention.shape.kinds.contains(actual) || node == .me else {
      throw clash(mention, actual)
    }
    guard node != .me else { throw Diagnostic("`me` is the owner of the network", at: mention.span, in: source) }
    return node
  }

  /// The node that a question names, of its kind or of one of the alternatives.
  package func findAny(_ mention: Mention) throws(Diagnostic) -> Node {
    if mention.isOwner { return .me }
    let kinds = mention.shape.kinds
    for kind in kinds {
      if let node = existing(mention.text, in: kind.space), kinds.contains(names.kind(of: node)) { return node }
    }
    guard let node = try findByFirstName(mention) else { throw unknown(mention) }
    return node
  }

  /// The error for a name that a question does not find, with the nearest known one.
  package func unknown(_ mention: Mention) -> Diagnostic {
    let kinds = mention.shape.kinds
    let known = kinds.lazy.flatMap { kind in names.unordered(kind).map { names[$0] } }
    let near = nearestSpelling(to: mention.text, among: known)
    return Diagnostic(
      "the network knows no \(kinds.count > 1 ? "name" : mention.shape.kind.word) `\(mention.text)`", at: mention.span,
      in: source, instead: near)
  }

  private func existing(_ name: String, in space: NodeKind.Space) -> Node? {
    names.node(name, in: space, orMerged: knowsMerged).flatMap { names.exists($0) ? $0 : nil }
  }

  private func findByFirstName(_ mention: Mention) throws(Diagnostic) -> Node? {
    guard mention.shape.kind == .person, !mention.isQuoted, !mention.text.utf8.contains(UInt8(ascii: " ")) else {
      return nil
    }
    let people = names.people(withFirstName: mention.text)
    guard people.count > 1 else { return people.first }
    let all = people.sorted { names.precedes($0, $1) }.map { names[$0] }
    throw Diagnostic(
      "`\(mention.text)` could be \(listed(all.map { "`\($0)`" }))", at: mention.span, in: source,
      help: "write the full name, or \(mention.text.quoted) for somebody else", instead: all[0].quoted,
      or: all[1].quoted)
  }

  /// `at` takes a place, and as well an org, a group or a plan of that name.
  private func findPlace(_ mention: Mention) -> Node? {
    if let place = existing(mention.text, in: .place) { return place }
    if mention.shape.isKindStated { return nil }
    if let party = existing(mention.text, in: .party), names.kind(of: party) != .person { return party }
    return existing(mention.text, in: .plan)
  }

  /// Where no node of the space has the name: a place later used as an org or a group becomes that one, and a first
  /// name may do for a person.
  private func findElsewhere(_ mention: Mention) throws(Diagnostic) -> Node? {
    if mention.shape.kind == .org || mention.shape.kind == .group, let place = existing(mention.text, in: .place) {
      return place
    }
    let found = try findByFirstName(mention)
    if found == nil, mention.shape.mustExist { throw unknown(mention) }
    return found
  }

  private func clash(_ mention: Mention, _ actual: NodeKind) -> Diagnostic {
    let wanted = mention.shape.kind
    return Diagnostic(
      "`\(mention.text)` is \(actual.article) \(actual.word), and \(wanted.article) \(wanted.word) belongs here",
      at: mention.span, in: source)
  }
}
