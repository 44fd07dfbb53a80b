import KithGraph

/// What makes all statements read otherwise.
package enum Rewriting {
  /// A node has another name.
  case rename(Node, to: String)
  /// A node is another one.
  case merge(Node, into: Node)
  /// An option has a value.
  case set(NetworkOption)
}
