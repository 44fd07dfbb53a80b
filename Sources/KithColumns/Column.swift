/// Numbers of which the first ones may lie in a file, read as they are used; what is added or changed is in memory.
public struct Column<Element: FixedWidthInteger & BitwiseCopyable> {
  @usableFromInline var stored: StoredBytes?
  @usableFromInline var storedCount = 0
  @usableFromInline var changed = Changes<Element>()
  @usableFromInline var added: [Element] = []

  /// These numbers.
  public init(_ elements: [Element] = []) { added = elements }

  /// The numbers that a file holds.
  public init(_ bytes: StoredBytes) {
    stored = bytes
    storedCount = bytes.count / MemoryLayout<Element>.size
  }

  /// How many there are.
  @inlinable public var count: Int { storedCount + added.count }

  /// The numbers' indices.
  @inlinable public var indices: Range<Int> { 0..<count }

  /// The number at an index.
  @inlinable public subscript(index: Int) -> Element {
    get {
      guard index < storedCount, let stored else { return added[index - storedCount] }
      if let element = changed[index] { return element }
      return stored.load(index)
    }
    set {
      guard index < storedCount else {
        added[index - storedCount] = newValue
        return
      }
      changed.set(index, to: newValue)
      if changed.indices.count > 1000 { bringIntoMemory() }
    }
  }

  /// Counts the number at an index one up.
  @inlinable public mutating func count(upAt index: Int) {
    if index >= storedCount { added[index - storedCount] &+= 1 } else { self[index] &+= 1 }
  }

  /// Adds a number.
  @inlinable public mutating func append(_ element: Element) { added.append(element) }

  /// Adds numbers.
  @inlinable public mutating func append(contentsOf elements: some Sequence<Element>) {
    added.append(contentsOf: elements)
  }

  /// Makes room for more numbers.
  public mutating func reserve(_ count: Int) { added.reserveCapacity(added.count + count) }

  /// Takes the last numbers away.
  public mutating func removeLast(_ count: Int) {
    if count > added.count { bringIntoMemory() }
    added.removeLast(count)
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
    if range.lowerBound >= storedCount {
      return added.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[range.lowerBound - storedCount..<range.upperBound - storedCount]))
      }
    }
    guard range.upperBound <= storedCount, changed.indices.isEmpty, let stored else {
      return (range == indices ? all : range.map { self[$0] }).withUnsafeBufferPointer(body)
    }
    let width = MemoryLayout<Element>.size
    return body(
      stored.bytes(in: range.lowerBound * width..<range.upperBound * width).assumingMemoryBound(to: Element.self))
  }

  /// All of them.
  @inlinable public var all: [Element] {
    guard let stored else { return added }
    var all = [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: stored.all[..<(storedCount * MemoryLayout<Element>.size)]))
      filled = storedCount
    }
    for (index, element) in zip(changed.indices, changed.elements) { all[index] = element }
    all += added
    return all
  }

  @usableFromInline mutating func bringIntoMemory() { self = Column(all) }
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
    guard let stored else { return StoredBytes(added) }
    if added.isEmpty, changed.indices.isEmpty { return stored }
    return StoredBytes(count: count * MemoryLayout<Element>.size) { memory in
      memory.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: stored.all[..<(storedCount * MemoryLayout<Element>.size)]))
      let numbers = memory.assumingMemoryBound(to: Element.self)
      for (index, element) in zip(changed.indices, changed.elements) { numbers[index] = element }
      _ = numbers[storedCount...].initialize(fromContentsOf: added)
    }
  }
}
