/// The name of a method on the wire: `/package.Service/Method`.
public struct MethodPath: Sendable, Hashable {
  /// The HTTP/2 `:path`.
  public let path: String

  /// The path of `method` of `service` (its full name, with the package).
  public init(service: String, method: String) {
    path = "/\(service)/\(method)"
  }

  /// A path already joined: `/package.Service/Method`.
  public init(path: String) {
    self.path = path
  }

  /// The full name of the service.
  public var service: String {
    path.split(separator: "/").first.map(String.init) ?? ""
  }

  /// The method's own name.
  public var method: String {
    path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }
}

extension MethodPath: CustomStringConvertible {
  /// The path.
  public var description: String { path }
}
