/// Names a value that an interceptor leaves in a ``ServerContext`` for those it calls: who the caller
/// is, for example. A type is its own key, so two interceptors never take each other's place.
public protocol ServerContextKey {
  /// What the key stands for.
  associatedtype Value: Sendable
}
