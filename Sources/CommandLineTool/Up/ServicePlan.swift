internal import Foundation
internal import Glibc
internal import Service

/// Where everything of one `apus up` is: executables, data, ports.
struct ServicePlan: Sendable {
  enum Ports: Sendable, Hashable {
    /// The ports of the design, each changeable by a flag.
    case fixed([ServiceKind: Int])
    /// Whatever the system gives.
    case automatic
  }

  /// Folder of the executables: the one of `apus` itself.
  var executables: String
  /// Absolute.
  var data: String
  var ports: Ports
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
    switch ports {
    case .automatic: return ServiceAddresses(rpc: "127.0.0.1:0", admin: "127.0.0.1:0")
    case .fixed(let ports):
      return ServiceAddresses(
        rpc: "127.0.0.1:\(ports[kind] ?? kind.defaultPort)",
        admin: "127.0.0.1:\(kind.defaultAdminPort)")
    }
  }

  func arguments(
    _ kind: ServiceKind, listen: ServiceAddresses, running: [ServiceKind: ServiceAddresses]
  ) -> [String] {
    var arguments = [
      "--listen", listen.rpc, "--admin-listen", listen.admin, "--port-file", portFile(kind),
      "--data", data, "--exit-with-parent",
    ]
    for (flag, service) in kind.targets {
      guard let address = running[service]?.rpc else {
        preconditionFailure("\(kind.name) was to start before \(service.name)")
      }
      arguments += ["--\(flag)", address]
    }
    return arguments
  }

  /// Says what is wrong before anything is started: an executable that is not there, a port that is
  /// taken.
  func check() throws {
    for kind in ServiceKind.allCases where access(executable(kind), X_OK) != 0 {
      throw CommandFailure(
        "there is no executable '\(executable(kind))'; run 'make build', or install all of Apus")
    }
    guard case .fixed = ports else { return }
    for kind in ServiceKind.allCases {
      let addresses = listenAddresses(kind, bound: nil)
      for (address, flag) in [
        (addresses.rpc, "--\(Self.portFlag(kind)) N or --ports auto"),
        (addresses.admin, "--ports auto"),
      ] {
        let port = Int(address.split(separator: ":").last ?? "") ?? 0
        if Self.isTaken(port) {
          throw CommandFailure(
            "port \(port), which \(kind.name) needs, is in use; stop what uses it, or choose "
              + "others with \(flag)")
        }
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
