import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// Who is who: what else somebody is called, and how to mend a name.
package let identityFamily: [VerbEntry] = [
  VerbEntry(
    ["aka"], subjects: [.org, .group, .place, .topic], help: "gives somebody one more name", example: "alice aka ali",
    .objects(
      .newName, taking: .said,
      resolving: { sentence, _, log throws(StatementError) in
        let subject = sentence.subject ?? .me
        guard subject != .me else { throw StatementError("who is it?", help: "name somebody: `alice aka ali`") }
        guard case .text(let name)? = sentence.objects.first else { return ResolvedSentence(sentence: sentence) }
        if let other = log.taken(name, by: subject) { throw other }
        return ResolvedSentence(sentence: sentence)
      }
    ) { _, who, name in [.alias(who, name, holds: true)] }),
  VerbEntry(
    ["no longer aka"], subjects: [.org, .group, .place, .topic], help: "takes one of somebody's further names away",
    example: "tom no longer aka tommy",
    .objects(
      .newName, taking: .said,
      resolving: { sentence, _, log throws(StatementError) in
        let names = log.names
        guard let subject = sentence.subject, case .text(let name)? = sentence.objects.first,
          names.hasAlias(name, subject)
        else { throw StatementError("that is not another name of anybody", help: "`show alice` lists them") }
        return ResolvedSentence(sentence: sentence)
      }
    ) { _, who, name in [.alias(who, name, holds: false)] }),
  VerbEntry(
    rewrites: "rename", isUnlisted: true, help: "gives somebody or something another name, in all that was ever said",
    example: "rename alice to \"Alice Smith\"", .objects(.known, after("to", .newName)) { .rename($0, to: $1) }),
  VerbEntry(
    rewrites: "merge", isUnlisted: true, asking: "all that was said of the first will be said of the second; go on?",
    help: "makes two names one: all that was said of the first is said of the second", example: "merge tom into bob",
    .objects(.known, after("into", .known)) { .merge($0, into: $1) }),
  VerbEntry(
    amends: "forget", demanding: .session(isWriting: true),
    asking: "this erases the name from every statement and every file for good; go on?",
    help: "erases somebody or something from every statement and every file; this cannot be undone",
    example: "forget tom",
    .objects(.forgottenName) { .forget(name: $0) }),
]

extension TypedSlot where Value == Node {
  /// Somebody or something that the network knows.
  package static var known: TypedSlot {
    let alternatives: [NodeKind] = [.org, .group, .place, .topic]
    let shape = NameShape(
      kind: .person, label: "NAME", alternatives: alternatives, mustExist: true, isFoundAnywhere: true)
    let slot = Slot(label: "NAME", kind: .person, alternatives: alternatives, column: .hidden) {
      parser throws(Diagnostic) in
      .names([try parser.name(shape)])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension TypedSlot where Value == String {
  /// A name to be borne from now on.
  fileprivate static var newName: TypedSlot {
    let slot = Slot(label: "NAME", kind: nil, holds: .text, column: .value) { parser throws(Diagnostic) in
      let mention = try parser.name(NameShape(kind: .person, label: "NAME", isNew: true))
      guard mention.isQuoted || !ownerWords.contains(mention.text.lowercased()) else {
        throw parser.problem("`\(mention.text)` is the owner of the network", at: mention.span)
      }
      return .text(mention.text)
    }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension TypedSlot where Value == String {
  /// A name that somebody bore, or that stands in what was said.
  fileprivate static var forgottenName: TypedSlot {
    let kinds: [NodeKind] = [.org, .group, .place, .topic]
    let slot = Slot(label: "NAME", kind: nil, holds: .text, column: .hidden) { parser throws(Diagnostic) in
      let mention = try parser.name(NameShape(kind: .person, label: "NAME", alternatives: kinds))
      return .text(
        mention.isQuoted ? mention.text : ownerWords.contains(mention.text.lowercased()) ? "me" : mention.text)
    }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension StatementLog {
  /// Why a sentence cannot give somebody a name: another one has it by a merge. What was said before merges gave names
  /// still stands.
  package func takenByMerge(_ sentence: Sentence<Node>, _ facts: [Fact]) -> StatementError? {
    if case .rewriting(let means) = vocabulary.verb(of: sentence.phrase).derivation,
      case .rename(let node, let name) = means(sentence.objects)
    {
      return taken(name, by: node, orMerged: true)
    }
    return facts.lazy.compactMap {
      if case .alias(let node, let name, holds: true) = $0 { self.taken(name, by: node, orMerged: true) } else { nil }
    }.first
  }

  /// Why a node cannot bear a name: another one does.
  package func taken(_ name: String, by node: Node, orMerged: Bool = false) -> StatementError? {
    let names = names
    let space = names.kind(of: node).space
    // A place may become an org or a group later, so these keep their names apart.
    let spaces: [NodeKind.Space] = [.party, .place].contains(space) ? [.party, .place] : [space]
    let bearers = spaces.lazy.compactMap { names.node(name, in: $0, orMerged: orMerged) }
    let other = bearers.first { $0 != node && names.exists($0) }
    guard let other else { return nil }
    let kind = names.kind(of: other)
    var printer = printer
    let both = "`merge \(printer.name(node, as: names.kind(of: node))) into \(printer.name(other, as: kind))`"
    let isOwn = Names.folded(names[other]) == Names.folded(name)
    let what = isOwn ? "`\(names[other])` is another \(kind.word)" : "`\(name)` is another name of `\(names[other])`"
    return StatementError(
      other == .me ? "`\(name)` is the owner of the network" : what,
      about: .whole, help: kind == names.kind(of: node) && other != .me ? "if the two are one: \(both)" : nil)
  }

  /// Why statements cannot be made to read otherwise; `nil` where they can.
  package func refusal(of rewriting: Rewriting) -> StatementError? {
    let names = names
    switch rewriting {
    case .set: return nil
    case .rename(.me, _), .merge(.me, _), .merge(_, .me):
      return StatementError("`me` is the owner of the network, and stays so")
    case .rename(let node, let name):
      return names[node] == name ? StatementError("that is the name already") : taken(name, by: node)
    case .merge(let node, let other):
      let (a, b) = (names.kind(of: node), names.kind(of: other))
      if node == other { return StatementError("the two are one already") }
      guard a != b else { return nil }
      return StatementError(
        "`\(names[node])` is \(a.article) \(a.word), and `\(names[other])` \(b.article) \(b.word)", about: .object(1))
    }
  }
}
