import KithGraph

/// What a question may look at: the network as of a day, with what is derived from it worked out once, when first asked.
final class Inquiry {
  let chronicle: Chronicle
  let today: Day

  init(_ chronicle: Chronicle, _ today: Day) {
    self.chronicle = chronicle
    self.today = today
  }

  var network: Network { chronicle.network }
  var names: Names { chronicle.network.names }

  /// The ties as of today.
  private(set) lazy var ties = Ties(network, on: today)
  /// The ledger up to today.
  private(set) lazy var ledger = Ledger(network, in: Day.first...today)

  /// Contacts of each person with me: the first day, the last day, and how many.
  private(set) lazy var contacts: [Node: ContactSummary] = {
    var summaries: [Node: ContactSummary] = [:]
    for contact in network.contacts where contact.day <= today && contact.value.contains(.me) {
      for person in contact.value where person != .me { summaries[person, default: ContactSummary()].add(contact.day) }
    }
    return summaries
  }()

  /// Where each person works now: the latest employment by date, then number.
  private(set) lazy var employments: [Node: Employment] = {
    let inOrder = network.employments.filter { $0.day <= today }.sorted { ($0.day, $0.statement) < ($1.day, $1.statement) }
    return Dictionary(inOrder.map { ($0.value.person, $0.value) }) { _, latest in latest }
  }()

  /// Everybody but me, in order of name.
  private(set) lazy var people: [Node] = names.all(.person)

  /// The strength of a person's tie with me.
  func strength(of person: Node) -> Double { ties.tie(.me, person).strength }
}

/// When there was contact with a person.
struct ContactSummary {
  private(set) var first: Day?
  private(set) var last: Day?
  private(set) var count = 0

  mutating func add(_ day: Day) {
    first = min(first ?? day, day)
    last = max(last ?? day, day)
    count += 1
  }
}
