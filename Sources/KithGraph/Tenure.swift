/// A time that a person spends at an org, or in a role.
public struct Tenure: Sendable {
  /// Where; `nil` for a role that belongs to no org.
  public let org: Node?
  /// As what.
  public let role: Node?
  /// The day it begins.
  public let since: Day
  /// The day it ends; `nil` while it lasts.
  public package(set) var until: Day?
  /// The number of the statement that begins it, or says that it was.
  public let statement: Int
  /// The number of the statement that ends it, the same one or another.
  public package(set) var ending: Int?
  /// Whether it goes on beside all other work.
  let isBeside: Bool
}

extension Tenure {
  fileprivate mutating func end(_ change: Dated<Employment>) { (until, ending) = (change.day, change.statement) }
}

extension Network {
  /// Everybody's tenures as known on a day, in order of their beginning.
  ///
  /// Taking up work at another org ends the tenure at the one before; so does a new role without an org for such a role.
  /// What is said again while it lasts goes on. Work of which nothing but its end is known was on every day before.
  /// `isWork` tells the orgs from the groups, which people leave as well.
  public func tenures(on day: Day, at isWork: (Node?) -> Bool = { _ in false }) -> [Node: [Tenure]] {
    var tenures: [Node: [Tenure]] = [:]
    for change in employments.inOrder(until: day) {
      let (person, org, role) = (change.value.person, change.value.org, change.value.role)
      let isSaidAgain = tenures[person]?.contains { $0.until == nil && $0.org == org && $0.role == role } ?? false
      if isSaidAgain, !change.value.isEnd { continue }
      for (index, tenure) in (tenures[person] ?? []).enumerated() where tenure.until == nil {
        let isOver =
          change.value.isEnd
          ? (org == nil || tenure.org == org) && (role == nil || tenure.role == role)
          : (tenure.org == nil) == (org == nil) && !tenure.isBeside && !change.value.isBeside
        if isOver { tenures[person]?[index].end(change) }
      }
      let isUnheardOf = org != nil && !(tenures[person] ?? []).contains { $0.org == org }
      if change.value.isEnd, isUnheardOf, isWork(org) {
        var tenure = Tenure(org: org, role: role, since: .first, statement: change.statement, isBeside: true)
        tenure.end(change)
        tenures[person, default: []].append(tenure)
      }
      if !change.value.isEnd {
        tenures[person, default: []].append(
          Tenure(
            org: org, role: role, since: change.day, statement: change.statement, isBeside: change.value.isBeside))
      }
    }
    return tenures
  }

  /// What is so of everybody on a day: the latest change of each attribute holds, and somebody lives in one place.
  public func attributes(on day: Day) -> [Node: Set<Attribute>] {
    var held: [Node: Set<Attribute>] = [:]
    for change in attributes.inOrder(until: day) {
      let (person, attribute) = (change.value.person, change.value.attribute)
      guard change.value.holds else {
        held[person]?.remove(attribute)
        continue
      }
      if case .living = attribute {
        held[person] = held[person]?.filter { if case .living = $0 { false } else { true } }
      }
      held[person, default: []].insert(attribute)
    }
    return held
  }
}
