/// Numbers of which the first ones may lie in a file, read as they are used; what is added or changed is in memory.
///
/// Copies share them until one is changed. They are one reference: a table of many columns is read by way of copies,
/// and each reference in one is counted up and down again.
public struct Column<Element: FixedWidthInteger & BitwiseCopyable> {
  @usableFromInline var numbers: ColumnNumbers<Element>

  /// These numbers.
  public init(_ elements: [Element] = []) { numbers = ColumnNumbers(nil, added: elements) }

  /// The numbers that a file holds.
  public init(_ bytes: StoredBytes) { numbers = ColumnNumbers(bytes) }

  /// How many there are.
  @inlinable public var count: Int { numbers.storedCount + numbers.added.count }

  /// The numbers' indices.
  @inlinable public var indices: Range<Int> { 0..<count }

  /// The number at an index.
  @inlinable public subscript(index: Int) -> Element {
    get {
      let numbers = numbers
      guard index < numbers.storedCount, let stored = numbers.stored else {
        return numbers.added[index - numbers.storedCount]
      }
      if numbers.hasChanged, let element = numbers.changed[index] { return element }
      return stored.load(index)
    }
    set {
      makeUnique()
      guard index < numbers.storedCount else {
        numbers.added[index - numbers.storedCount] = newValue
        return
      }
      numbers.changed.set(index, to: newValue)
      numbers.hasChanged = true
      if numbers.changed.indices.count > 1000 { bringIntoMemory() }
    }
  }

  /// Counts the number at an index one up.
  @inlinable public mutating func count(upAt index: Int) { self[index] &+= 1 }

  /// Adds a number.
  @inlinable public mutating func append(_ element: Element) {
    makeUnique()
    numbers.added.append(element)
  }

  /// Adds numbers.
  @inlinable public mutating func append(contentsOf elements: some Sequence<Element>) {
    makeUnique()
    numbers.added.append(contentsOf: elements)
  }

  /// Takes the last numbers away.
  public mutating func removeLast(_ count: Int) {
    if count > numbers.added.count { bringIntoMemory() }
    makeUnique()
    numbers.added.removeLast(count)
  }

  /// Sets all of them.
  public mutating func setAll(to element: Element) { self = Column([Element](repeating: element, count: count)) }

  /// The numbers of a range, side by side; none where the range leads outside of them.
  @inlinable public func withElements<Result>(in range: Range<Int>, _ body: (UnsafeBufferPointer<Element>) -> Result)
    -> Result
  {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let numbers = numbers
    if range.lowerBound >= numbers.storedCount {
      return numbers.added.withUnsafeBufferPointer {
        let start = numbers.storedCount
        return body(UnsafeBufferPointer(rebasing: $0[range.lowerBound - start..<range.upperBound - start]))
      }
    }
    guard range.upperBound <= numbers.storedCount, !numbers.hasChanged, let stored = numbers.stored else {
      return (range == indices ? all : range.map { self[$0] }).withUnsafeBufferPointer(body)
    }
    let width = MemoryLayout<Element>.size
    return body(
      stored.bytes(in: range.lowerBound * width..<range.upperBound * width).assumingMemoryBound(to: Element.self))
  }

  /// All of them.
  @inlinable public var all: [Element] {
    let numbers = numbers
    guard let stored = numbers.stored else { return numbers.added }
    var all = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: stored.all[..<(numbers.storedCount * MemoryLayout<Element>.size)]))
      filled = numbers.storedCount
    }
    for (index, element) in zip(numbers.changed.indices, numbers.changed.elements) { all[index] = element }
    all += numbers.added
    return all
  }

  @usableFromInline mutating func bringIntoMemory() { self = Column(all) }

  @inlinable mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&numbers) { numbers = ColumnNumbers(copying: numbers) }
  }
}

/// What a column and its copies share.
@usableFromInline final class ColumnNumbers<Element: FixedWidthInteger & BitwiseCopyable> {
  @usableFromInline let stored: StoredBytes?
  @usableFromInline let storedCount: Int
  @usableFromInline var hasChanged = false
  @usableFromInline var changed = Changes<Element>()
  @usableFromInline var added: [Element]

  @usableFromInline init(_ stored: StoredBytes?, added: [Element] = []) {
    (self.stored, self.added) = (stored, added)
    storedCount = (stored?.count ?? 0) / MemoryLayout<Element>.size
  }

  @usableFromInline init(copying other: ColumnNumbers) {
    (stored, storedCount, added) = (other.stored, other.storedCount, other.added)
    (changed, hasChanged) = (other.changed, other.hasChanged)
  }
}

/// The few numbers that differ from those in a file, in the order of their indices.
@usableFromInline struct Changes<Element> {
  @usableFromInline private(set) var indices: [Int] = []
  @usableFromInline private(set) var elements: [Element] = []

  @usableFromInline init() {}

  @inlinable subscript(index: Int) -> Element? {
    let place = place(of: index)
    return place < indices.count && indices[place] == index ? elements[place] : nil
  }

  @inlinable mutating func set(_ index: Int, to element: Element) {
    let place = place(of: index)
    if place < indices.count, indices[place] == index {
      elements[place] = element
    } else {
      indices.insert(index, at: place)
      elements.insert(element, at: place)
    }
  }

  /// Where an index stands, or would.
  @inlinable func place(of index: Int) -> Int {
    var (low, high) = (0, indices.count)
    while low < high {
      let middle = (low + high) / 2
      if indices[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Column {
  /// The numbers as bytes.
  public var bytes: StoredBytes {
    let numbers = numbers
    guard let stored = numbers.stored else { return StoredBytes(numbers.added) }
    if numbers.added.isEmpty, !numbers.hasChanged { return stored }
    return StoredBytes(count: count * MemoryLayout<Element>.size) { memory in
      memory.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: stored.all[..<(numbers.storedCount * MemoryLayout<Element>.size)]))
      let elements = memory.assumingMemoryBound(to: Element.self)
      for (index, element) in zip(numbers.changed.indices, numbers.changed.elements) { elements[index] = element }
      _ = elements[numbers.storedCount...].initialize(fromContentsOf: numbers.added)
    }
  }
}
