import Synchronization

/// What is made when somebody asks for it first, and kept for good: a start says few verbs, and has no time for all.
package final class Lazily<Value: AnyObject & Sendable>: Sendable {
  private let make: @Sendable () -> Value
  private let made = Atomic<Unmanaged<Value>?>(nil)

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  package var value: Value {
    if let made = made.load(ordering: .acquiring) { return made.takeUnretainedValue() }
    // Of two that are made at once the first one stays; neither is ever let go.
    let new = Unmanaged.passRetained(make())
    let first = made.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing).original
    return (first ?? new).takeUnretainedValue()
  }
}
