import KithGrammar
import KithGraph
import KithLog

/// What a question may look at: the network as of a day, with what is derived from it worked out once, when first
/// asked.
package final class QueryContext {
  package let log: StatementLog
  package let today: Day

  package init(_ log: StatementLog, _ today: Day) {
    self.log = log
    self.today = today
  }

  /// What one could have asked on the evening of a day: of the statements dated by then as they read now, with that day
  /// as today.
  package func asOf(_ day: Day) throws(StatementError) -> QueryContext {
    guard day <= today else {
      throw StatementError("\(day) lies in the future", help: "`as of` takes a day up to today")
    }
    if let past = past[day] { return past }
    let query = QueryContext(log.asOf(day), day)
    past[day] = query
    return query
  }

  /// The days that were asked of.
  private var past: [Day: QueryContext] = [:]

  package var network: Network { _read { yield log.network } }
  package var names: Names { _read { yield log.names } }

  /// What was asked for, promised and planned, and what became of it.
  package private(set) lazy var agenda = log.agenda
  /// The statements that plan what is open for a day to come, and those that moved it there.
  package private(set) lazy var plansAhead: Set<Int> = {
    let plans = log.plans
    let ahead = plans.openPlans(on: today).filter { $0.day > today }.map(\.plan.statement)
    return Set(ahead + ahead.flatMap(plans.sequels).filter { plans.planStep(of: $0)?.change != .done })
  }()
  /// The ties as of today.
  package private(set) lazy var ties = Ties(network, on: today)
  /// The people as a graph, as of today.
  package private(set) lazy var graph = PeopleGraph(ties, names)
  /// Searches of whom people know.
  package lazy var neighbourhoods = NeighbourhoodSearch(graph.graph)
  /// The ledger up to today.
  package private(set) lazy var ledger = Ledger(network, until: today)

  /// Every contact up to today.
  package var meetings: some Sequence<Meeting> {
    network.contacts.lazy.filter { [today] in $0.day <= today }.map { [log] in Meeting($0, log) }
  }

  /// Those of a person.
  package func meetings(with person: Node) -> some Sequence<Meeting> {
    let contacts = network.contacts
    return contactsByPerson[person].lazy.map { contacts[$0] }.filter { [today] in $0.day <= today }.map { [log] in
      Meeting($0, log)
    }
  }

  private lazy var contactsByPerson = ContactsByPerson(network.contacts, nodes: names.count)

  /// Contacts of each person with me: the first day, the last day, and how many.
  package private(set) lazy var contacts = network.contacts.summaries(with: .me, until: today, nodes: names.count)

  /// Where each person worked and works, in order.
  package private(set) lazy var tenures = network.tenures(on: today) { [names] org in
    org.map { names.kind(of: $0) == .org } ?? false
  }
  /// What is so of each person.
  package private(set) lazy var attributes = network.attributes(on: today)

  /// The statements that are counted, in order: what is said twice is counted once.
  package private(set) lazy var counted: [Int] = {
    let doubles = log.doubles
    return log.liveNumbers.filter { !doubles.contains($0) }
  }()

  /// What was said to be so of each person, or no longer, in order.
  package private(set) lazy var attributeChanges = Dictionary(
    grouping: network.attributes.inOrder(until: today), by: \.value.person)
  /// Where each person was said to work, or no longer, in order.
  package private(set) lazy var employments = Dictionary(
    grouping: network.employments.inOrder(until: today), by: \.value.person)

  /// What each person has to do with, and by which statements.
  package func things(of person: Node) -> [Node: Thing] {
    if let known = knownThings[person] { return known }
    let things = foundThings(of: person)
    knownThings[person] = things
    return things
  }

  private var knownThings: [Node: [Node: Thing]] = [:]

  /// The fields of each node.
  package private(set) lazy var fields = network.fields(on: today)
  /// Where places lie.
  package private(set) lazy var wholes = network.wholes(on: today)

  /// Who is to be met how often.
  package private(set) lazy var cadences = network.cadences(on: today)

  /// The tenures of a person that last.
  package func current(_ person: Node) -> [Tenure] { (tenures[person] ?? []).filter { $0.until == nil } }

  /// Whether somebody has died: then nothing is due, suggested or wished.
  package func isDead(_ person: Node) -> Bool { attributes[person]?.contains(.dead) ?? false }

  /// The people of whom something is so, in order of name.
  package func people(who attribute: Attribute) -> [Node] {
    people.filter { attributes[$0]?.contains(attribute) ?? false }
  }

  /// The nodes that attributes of a kind name, in order of name.
  package func attributes(of person: Node, _ node: (Attribute) -> Node?) -> [Node] {
    (attributes[person] ?? []).compactMap(node).sorted { names.precedes($0, $1) }
  }

  /// Everybody but me, in order of name.
  package private(set) lazy var people: [Node] = names.all(.person)

  /// The strength of a person's tie with me.
  package func strength(of person: Node) -> Double { ties.tie(.me, person).strength }
}

/// A contact, and its circumstances, which are read when they are asked for.
package struct Meeting {
  package let statement: Int
  package let day: Day
  package let present: ArraySlice<Node>
  private let log: StatementLog

  init(_ contact: Dated<ArraySlice<Node>>, _ log: StatementLog) {
    (statement, day, present) = (contact.statement, contact.day, contact.value)
    self.log = log
  }

  /// The sentence that tells of its circumstances: of a plan that was done, the plan's own.
  package var sentence: Sentence<Node> {
    let said = log[statement]
    return said.references.first.map { log[$0] } ?? said
  }

  /// Where it was.
  package var places: [Node] {
    let row = log.records.row(of: statement)
    if log.redirections.isEmpty, log.records.references(of: row).isEmpty {
      return log.records.places(of: row)
    }
    return sentence.clauses.filter { Clause.all[$0.clause].slot.column == .place }.flatMap(\.term.nodes)
  }

  /// Its verb, an index into the vocabulary.
  package var verb: Int {
    let phrase = log.records.phrase(of: log.records.row(of: statement))
    let isOfPlan = log.records.references(of: log.records.row(of: statement)).first.map { log[$0].phrase != phrase }
    return log.vocabulary.phrases[isOfPlan ?? false ? log.vocabulary.phrase(named: "met") : phrase].verb
  }
}
