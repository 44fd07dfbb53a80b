/// Numbers one after the other. Nobody else can hold them, so that nothing but the room is looked at before one is added.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var start: UnsafeMutablePointer<Element>?
  private var capacity = 0
  /// How many there are.
  private(set) var count = 0

  deinit { start?.deallocate() }

  /// All of them, for as long as nothing is added.
  var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: start, count: count) }

  /// Adds one.
  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    start.unsafelyUnwrapped[count] = element
    count += 1
  }

  /// Adds some.
  @inline(__always) mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    if capacity - count < elements.count { grow(by: elements.count) }
    if let source = elements.baseAddress { (start.unsafelyUnwrapped + count).update(from: source, count: elements.count) }
    count += elements.count
  }

  /// Adds so many, which are written in place.
  @inline(__always) mutating func append(count more: Int, _ write: (UnsafeMutablePointer<Element>) -> Void) {
    if capacity - count < more { grow(by: more) }
    write(start.unsafelyUnwrapped + count)
    count += more
  }

  /// Takes all of them away; their room stays.
  mutating func removeAll() { count = 0 }

  @inline(never) private mutating func grow(by more: Int) {
    capacity = max(count + more, capacity * 2, 64)
    let room = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    if let start {
      room.update(from: start, count: count)
      start.deallocate()
    }
    start = room
  }
}

extension GrowingBuffer<UInt8> {
  /// Adds a number that is not negative, in decimal.
  mutating func append(decimal number: Int) {
    var (length, power) = (1, 10)
    while number >= power, length < 18 { (length, power) = (length &+ 1, power &* 10) }
    append(count: length) { digits in
      var (place, rest) = (length, UInt64(number))
      while place > 0 {
        place &-= 1
        digits[place] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
        rest /= 10
      }
    }
  }
}
