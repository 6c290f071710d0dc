/// Storage for a field whose type contains itself; a value type needs one step of indirection there.
public indirect enum Indirect<Value: Message>: Sendable, Hashable {
  /// The field is absent.
  case absent
  /// The field is present.
  case present(Value)

  /// The field as an optional.
  @inlinable
  public var value: Value? {
    get {
      if case .present(let value) = self { value } else { nil }
    }
    set {
      self = newValue.map { .present($0) } ?? .absent
    }
  }

  /// Wraps an optional.
  @inlinable
  public init(_ value: Value?) {
    self = value.map { .present($0) } ?? .absent
  }
}
