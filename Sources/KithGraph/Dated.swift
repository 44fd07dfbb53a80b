/// Something true from a day on, by a statement.
public struct Dated<Value: Sendable>: Sendable {
  /// The number of the statement.
  public let statement: Int
  /// The day.
  public let day: Day
  /// What is true.
  public let value: Value

  init(_ statement: Int, _ day: Day, _ value: Value) {
    self.statement = statement
    self.day = day
    self.value = value
  }

  func map<Other>(_ turn: (Value) -> Other) -> Dated<Other> { Dated<Other>(statement, day, turn(value)) }
}

extension Array {
  /// What a statement made true, where it makes one such thing at most; rows are in the order of their statements'
  /// numbers.
  func of<Value>(_ statement: Int) -> Dated<Value>? where Element == Dated<Value> {
    let index = firstIndex(from: statement, statement: \.statement)
    return index < count && self[index].statement == statement ? self[index] : nil
  }

  /// What was true by a day, in the order in which it became so: by day, then by number.
  public func inOrder<Value>(until day: Day) -> [Element] where Element == Dated<Value> {
    filter { $0.day <= day }.sorted { ($0.day, $0.statement) < ($1.day, $1.statement) }
  }

  /// The first row of a statement of this number or a later one.
  func firstIndex(from number: Int, statement: (Element) -> Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if statement(self[middle]) < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Removes rows from the first one of a statement on.
  mutating func removeTail(from first: Int, statement: (Element) -> Int, where isGone: (Int) -> Bool) {
    let low = firstIndex(from: first, statement: statement)
    let kept = self[low...].filter { !isGone(statement($0)) }
    replaceSubrange(low..., with: kept)
  }
}
