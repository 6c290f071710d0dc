extension Google.Protobuf.FieldMask: ExpressibleByArrayLiteral {
  /// The paths of the literal, in the spelling of the `.proto` file.
  public init(arrayLiteral elements: String...) {
    self.init(paths: elements)
  }

  /// Whether a path of the mask is this one or leads to a message around it.
  public func covers(_ path: String) -> Bool {
    paths.contains { path == $0 || path.hasPrefix($0 + ".") }
  }
}
