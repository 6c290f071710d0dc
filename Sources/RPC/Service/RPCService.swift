/// Something that a ``Server`` serves. Generated service protocols refine it.
public protocol RPCService: Sendable {
  /// The service's name, its methods and its description.
  var definition: ServiceDefinition { get }
}
