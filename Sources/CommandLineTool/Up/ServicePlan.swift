internal import Foundation
internal import Glibc
internal import Service

/// Where everything of one `apus up` is: executables, data, ports.
struct ServicePlan: Sendable {
  /// The ports of one service; 0 is whatever the system gives.
  struct Ports: Sendable, Hashable {
    var rpc: Int
    var admin: Int
  }

  /// Folder of the executables: the one of `apus` itself.
  var executables: String
  /// Absolute.
  var data: String
  var ports: [ServiceKind: Ports]
  /// Where state is archived as it changes; nil is nowhere. Absolute.
  var logArchive: String?
  /// Passed on to the services.
  var environment: [String: String]

  static func portFlag(_ kind: ServiceKind) -> String { "\(kind.name)-port" }

  func executable(_ kind: ServiceKind) -> String { "\(executables)/\(kind.name)" }
  func log(_ kind: ServiceKind) -> String { "\(data)/logs/\(kind.name).log" }
  func portFile(_ kind: ServiceKind) -> String { "\(data)/run/\(kind.name).json" }
  var gatewayAddressFile: String { "\(data)/gateway/address" }
  var lockFile: String { "\(data)/run/up.lock" }

  /// Where to listen at first; an address that was bound before is kept by passing it in `bound`.
  func listenAddresses(_ kind: ServiceKind, bound: ServiceAddresses?) -> ServiceAddresses {
    if let bound { return bound }
    let ports = ports[kind] ?? Ports(rpc: kind.defaultPort, admin: kind.defaultAdminPort)
    return ServiceAddresses(rpc: "127.0.0.1:\(ports.rpc)", admin: "127.0.0.1:\(ports.admin)")
  }

  func arguments(
    _ kind: ServiceKind, listen: ServiceAddresses, running: [ServiceKind: ServiceAddresses]
  ) -> [String] {
    var arguments = [
      "--listen", listen.rpc, "--admin-listen", listen.admin, "--port-file", portFile(kind),
      "--data", data, "--exit-with-parent",
    ]
    if let logArchive, kind.keepsState { arguments += ["--log-archive", logArchive] }
    for (flag, service) in kind.targets {
      guard let address = running[service]?.rpc else {
        preconditionFailure("\(kind.name) was to start before \(service.name)")
      }
      arguments += ["--\(flag)", address]
    }
    return arguments
  }

  /// Says what is wrong before anything is started: an executable that is not there, a port that is
  /// taken or given twice.
  func check() throws {
    for kind in ServiceKind.allCases where access(executable(kind), X_OK) != 0 {
      throw CommandFailure(
        "there is no executable '\(executable(kind))'; run 'make build', or install all of Apus")
    }
    try checkPorts()
  }

  private func checkPorts() throws {
    var owners: [Int: String] = [:]
    for kind in ServiceKind.allCases {
      guard let ports = ports[kind] else { continue }
      for (port, remedy) in [
        (ports.rpc, "another with --\(Self.portFlag(kind)), or free ones with --ports auto alone"),
        (ports.admin, "free ones with --ports auto"),
      ] where port != 0 {
        if let owner = owners.updateValue(kind.name, forKey: port) {
          throw CommandFailure(
            "port \(port) is to serve both \(owner) and \(kind.name); choose \(remedy)")
        }
        guard Self.isTaken(port) else { continue }
        throw CommandFailure(
          "port \(port), which \(kind.name) needs, is in use; stop what uses it, or choose "
            + remedy)
      }
    }
  }

  /// Whether another process listens on the port.
  static func isTaken(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // As the services do: a port whose last owner has just ended is free.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return status != 0 && errno == EADDRINUSE
  }
}
