/// Every contact, as columns: its statement, its day, and the people present.
public struct Contacts: Sendable {
  private var statements: [Int] = []
  private var days: [Day] = []
  /// Those present at all contacts, one after the other, and where those of each end.
  fileprivate private(set) var people: [Node] = []
  private var ends: [Int] = []

  mutating func reserve(_ count: Int) {
    statements.reserveCapacity(count)
    days.reserveCapacity(count)
    people.reserveCapacity(2 * count)
    ends.reserveCapacity(count)
  }

  /// Adds a contact, of nobody yet.
  mutating func append(_ statement: Int, _ day: Day) {
    statements.append(statement)
    days.append(day)
    ends.append(people.count)
  }

  /// Adds somebody to the last contact.
  mutating func appendPresent(_ person: Node) {
    people.append(person)
    ends[ends.count - 1] += 1
  }

  /// Takes contacts of statements from a number on out again.
  mutating func removeTail(from first: Int, where isGone: (Int) -> Bool) {
    let kept = self
    let low = statements.firstIndex(from: first, statement: \.self)
    statements.removeSubrange(low...)
    days.removeSubrange(low...)
    ends.removeSubrange(low...)
    people.removeSubrange((ends.last ?? 0)...)
    for contact in kept[low...] where !isGone(contact.statement) {
      append(contact.statement, contact.day)
      for person in contact.value { appendPresent(person) }
    }
  }
}

/// When there was contact with a person.
public struct ContactSummary: Sendable {
  /// The first day.
  public private(set) var first: Day?
  /// The last day.
  public private(set) var last: Day?
  /// How many contacts there were.
  public private(set) var count = 0

  fileprivate mutating func add(_ day: Day) {
    first = min(first ?? day, day)
    last = max(last ?? day, day)
    count += 1
  }
}

extension Contacts {
  /// The contacts of each person, whoever it is, with another one, up to a day; of so many nodes.
  public func summaries(with other: Node, until last: Day, nodes: Int) -> [Node: ContactSummary] {
    var summaries = [ContactSummary](repeating: ContactSummary(), count: nodes)
    for index in indices where days[index] <= last {
      let places = places(of: index)
      guard people[places].contains(other) else { continue }
      for place in places { summaries[Int(people[place].index)].add(days[index]) }
    }
    let known = summaries.indices.lazy.filter { summaries[$0].count > 0 && Node(Int32($0)) != other }
    return Dictionary(uniqueKeysWithValues: known.map { (Node(Int32($0)), summaries[$0]) })
  }
}

/// Which contacts each person was present at, as indices, in order.
public struct ContactsByPerson: Sendable {
  private var starts: [Int]
  private var indices: [Int32]

  /// Those of so many nodes (counting sort; Knuth, The Art of Computer Programming 3, 5.2). O(contacts + nodes).
  public init(_ contacts: Contacts, nodes: Int) {
    starts = [Int](repeating: 0, count: nodes + 1)
    for person in contacts.people { starts[Int(person.index) + 1] += 1 }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var next = starts
    indices = [Int32](repeating: 0, count: contacts.people.count)
    for index in contacts.indices {
      for place in contacts.places(of: index) {
        let person = Int(contacts.people[place].index)
        indices[next[person]] = Int32(index)
        next[person] += 1
      }
    }
  }

  /// The contacts of a person.
  public subscript(person: Node) -> some RandomAccessCollection<Int> {
    indices[starts[Int(person.index)]..<starts[Int(person.index) + 1]].lazy.map { Int($0) }
  }
}

extension Contacts: RandomAccessCollection {
  /// 0.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { statements.count }

  /// A contact: its statement, its day, and the people present.
  public subscript(index: Int) -> Dated<ArraySlice<Node>> {
    Dated(statements[index], days[index], people[places(of: index)])
  }

  /// Where the people of a contact are.
  fileprivate func places(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
