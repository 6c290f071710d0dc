internal import Messages
package import RPC

/// What every server offers beside its own services: health and reflection.
package struct StandardServices {
  /// Sets the statuses; `beginDraining` before the server's shutdown.
  package let health: HealthService
  /// The given services and the standard ones.
  package let all: [any RPCService]

  /// Completes a server's list of services.
  package init(beside services: [any RPCService]) {
    let names = services.map { $0.definition.name }
    health = HealthService(services: names)
    // Reflection lists itself too, hence the two steps: the definitions do not depend on the index.
    let unlisted = Self.reflection(ReflectionIndex([]))
    let index = ReflectionIndex((services + [health] + unlisted).map(\.definition))
    all = services + [health] + Self.reflection(index)
  }

  /// Both versions of the protocol.
  private static func reflection(_ index: ReflectionIndex) -> [any RPCService] {
    let service = ReflectionService(index: index)
    return [service, ReflectionServiceAlpha(service)]
  }
}
