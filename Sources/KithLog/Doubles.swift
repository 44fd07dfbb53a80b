import KithGrammar
import KithGraph

extension StatementLog {
  /// The statements that only repeat what others, of their day or before, have said and still holds then: they stay in
  /// the log, but answers count them once with these. What can happen more than once is never such a double.
  package var doubles: Set<Int> {
    var doubles: Set<Int> = []
    var said: [Question: [Int]] = [:]
    for row in rowsInTime(rowsOfWhatStands) {
      let sentence = self[row]
      let facts = (try? facts(of: sentence)) ?? []
      let mayStand = mayStand(sentence, facts)
      guard mayStand || facts.contains(where: \.mayStand) else { continue }
      let questions =
        facts.isEmpty ? [.kind(sentence.phrase, sentence.nodes)] : Array(Set(facts.compactMap(\.question)))
      if mayStand, !questions.contains(where: { said[$0] == nil }) {
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

  /// The statements that count and may say what stands. All rows of a form do or none: it says which facts they come to.
  private var rowsOfWhatStands: [Int] {
    var forms = ByForm<Bool>()
    return liveNumbers.filter { number in
      let row = records.row(of: number)
      guard let form = records.formNumber(of: row) else { return false }
      if let known = forms[form] { return known }
      let sentence = self[number]
      let facts = (try? facts(of: sentence)) ?? []
      forms[form] = mayStand(sentence, facts) || facts.contains(where: \.mayStand)
      return forms[form] ?? false
    }
  }

  private func rowsInTime(_ numbers: [Int]) -> [Int] {
    numbers.map { (day: day(of: $0) ?? .first, number: $0) }.sorted { $0 < $1 }.map(\.number)
  }
}

/// What a fact that stands answers: nothing else has a say in whether it holds.
private enum Question: Hashable {
  case tie(Set<Node>)
  case work(Node)
  case home(Node)
  case attribute(Node, Attribute)
  case field(Node, Node)
  case name(Node, String)
  case kind(Int, [Node])
}

extension Fact {
  /// What it answers; `nil` where it has no say in what holds.
  fileprivate var question: Question? {
    switch self {
    case .stated(let a, let b, _), .introduction(_, let a, let b): .tie([a, b])
    case .employment(let person, _, _, _), .departure(let person, _, _): .work(person)
    case .attribute(let person, .living, _): .home(person)
    case .attribute(let person, let attribute, _): .attribute(person, attribute)
    case .field(let owner, let field, _): .field(owner, field)
    case .alias(let node, let name, _): .name(node, Names.folded(name))
    case .dated(_, let fact): fact.question
    case .contact, .gift, .commitment, .closing, .plan, .planStep, .cadence, .location: nil
    }
  }
}
