import KithGrammar
import KithGraph

extension StatementLog {
  /// The statements that only repeat what others, of their day or before, have said and still holds then: they stay in
  /// the log, but answers count them once with these. What can happen more than once is never such a double.
  package var doubles: Set<Int> {
    let standing = whatStands
    var counts: [Claim: Int] = [:]
    for said in standing { for claim in said.claims { counts[claim, default: 0] += 1 } }
    // Most claims are made once; only what answers the same as a claim made again has to be read.
    let again = Set(counts.lazy.filter { $0.value > 1 }.map(\.key.question))
    if again.isEmpty { return [] }
    let rows = standing.filter { $0.claims.contains { again.contains($0.question) } }.map(\.row)
    var (doubles, said) = (Set<Int>(), [Question: [Int]]())
    for row in rowsInTime(rows) {
      let sentence = self[row]
      let facts = (try? facts(of: sentence)) ?? []
      let claims = facts.isEmpty ? [.kind(sentence.phrase, sentence.nodes)] : facts.compactMap { $0.claim(of: { $0 }) }
      let questions = Array(Set(claims.map(\.question)))
      if mayStand(sentence, facts), claims.allSatisfy({ counts[$0] ?? 0 > 1 }),
        !questions.contains(where: { said[$0] == nil })
      {
        let before = questions.count == 1 ? said[questions[0]] ?? [] : questions.flatMap { said[$0] ?? [] }
        if statement(saying: sentence, facts, among: Set(before).sorted()) != nil {
          doubles.insert(row)
          continue
        }
      }
      for question in questions { said[question, default: []].append(row) }
    }
    return doubles
  }

  /// The statements that count and may say what stands, and what they claim. All rows of a form do or none.
  private var whatStands: [(row: Int, claims: [Claim])] {
    var forms = ByForm<Bool>()
    var reader = FactReader(self)
    return records.withColumns { columns in
      var found: [(row: Int, claims: [Claim])] = []
      for number in liveNumbers {
        let row = records.row(of: number)
        let form = columns.form(of: row)
        let isStanding = forms[form] ?? mayStand(number)
        forms[form] = isStanding
        guard isStanding else { continue }
        var claims: [Claim] = []
        var isFact = false
        reader.read(number, in: columns) { fact, _, node in
          isFact = true
          if let claim = fact.claim(of: node) { claims.append(claim) }
        }
        if !isFact { claims = [.kind(records.phrase(of: row), self[number].nodes)] }
        found.append((number, claims))
      }
      return found
    }
  }

  private func mayStand(_ number: Int) -> Bool {
    let sentence = self[number]
    let facts = (try? facts(of: sentence)) ?? []
    return mayStand(sentence, facts) || facts.contains(where: \.mayStand)
  }

  private func rowsInTime(_ numbers: [Int]) -> [Int] {
    numbers.map { (day: day(of: $0) ?? .first, number: $0) }.sorted { $0 < $1 }.map(\.number)
  }
}

/// What a statement claims to be so: who says it again where it holds adds nothing.
private enum Claim: Hashable {
  case tie(Node, Node, strength: Double?)
  case work(Node, org: Node?, role: Node?, isEnd: Bool)
  case attribute(Node, Attribute, holds: Bool)
  case field(Node, Node)
  case name(Node, String, holds: Bool)
  case kind(Int, [Node])

  /// What it answers: nothing else has a say in whether it holds.
  var question: Question {
    switch self {
    case .tie(let a, let b, _): .tie(a, b)
    case .work(let person, _, _, _): .work(person)
    case .attribute(let person, .living, _): .home(person)
    case .attribute(let person, let attribute, _): .attribute(person, attribute)
    case .field(let owner, let field): .field(owner, field)
    case .name(let node, let name, _): .name(node, name)
    case .kind(let phrase, let nodes): .kind(phrase, nodes)
    }
  }
}

private enum Question: Hashable {
  case tie(Node, Node)
  case work(Node)
  case home(Node)
  case attribute(Node, Attribute)
  case field(Node, Node)
  case name(Node, String)
  case kind(Int, [Node])
}

extension Fact {
  /// What it claims of its nodes; `nil` where it has no say in what holds.
  fileprivate func claim(of node: (Node) -> Node) -> Claim? {
    switch self {
    case .stated(let a, let b, let strength): tie(node(a), node(b), strength)
    case .introduction(_, let a, let b): tie(node(a), node(b), nil)
    case .employment(let person, let org, let role, _):
      .work(node(person), org: org.map(node), role: role.map(node), isEnd: false)
    case .departure(let person, let org, let role):
      .work(node(person), org: org.map(node), role: role.map(node), isEnd: true)
    case .attribute(let person, let attribute, let holds):
      .attribute(node(person), attribute.renamed(node), holds: holds)
    case .field(let owner, let field, _): .field(node(owner), node(field))
    case .alias(let owner, let name, let holds): .name(node(owner), Names.folded(name), holds: holds)
    case .dated(_, let fact): fact.claim(of: node)
    case .contact, .gift, .commitment, .closing, .plan, .planStep, .cadence, .location: nil
    }
  }

  private func tie(_ a: Node, _ b: Node, _ strength: Double?) -> Claim {
    .tie(min(a, b), max(a, b), strength: strength)
  }
}
