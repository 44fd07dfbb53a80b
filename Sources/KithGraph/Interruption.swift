/// Whether somebody wants no more of what is being worked out.
///
/// Work that may take long looks here now and then, and comes to an early end with whatever it has found; whoever asked
/// for it looks here too, and makes nothing of that.
public enum Interruption {
  /// Set once, by the program that can be interrupted.
  nonisolated(unsafe) public static var isAsked: () -> Bool = { false }
}
