/// The index of a node in its network.
typealias NodeID = Int32

/// A place in a grammar: what may come next from here.
///
/// Fragments are built from their end: each is given the node that follows it and returns the node
/// that it starts at.
enum Node: Sendable {
  /// One byte of a set.
  case bytes(ByteSet, next: NodeID)
  /// Any of several ways on.
  case split([NodeID])
  /// Through the rule that starts at `rule` and on at `next`. Where it nests, it counts as a level of
  /// depth; the others only share their nodes.
  case call(rule: NodeID, next: NodeID, nests: Bool)
  /// Through `body` at least `min` and at most `max` times (nil: no bound), then on at `next`. Every
  /// pass through the body reads a byte at least.
  case repetition(body: NodeID, min: Int32, max: Int32?, next: NodeID)
  /// The end of a rule, a body or of everything.
  case end
}
