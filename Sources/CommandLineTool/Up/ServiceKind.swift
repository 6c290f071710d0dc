internal import Foundation

/// One of the five services, as `apus up` starts it. The order is the order of starting: a service
/// comes after the ones that it calls.
enum ServiceKind: String, CaseIterable, Sendable {
  case memory
  case retrieval
  case inferenceWorker = "inference-worker"
  case orchestrator
  case gateway

  /// Name of the service and of its executable.
  var name: String { rawValue }

  var defaultPort: Int {
    switch self {
    case .gateway: 8080
    case .orchestrator: 50051
    case .memory: 50052
    case .retrieval: 50053
    case .inferenceWorker: 50054
    }
  }

  var defaultAdminPort: Int {
    switch self {
    case .gateway: 9090
    case .orchestrator: 9091
    case .memory: 9092
    case .retrieval: 9093
    case .inferenceWorker: 9094
    }
  }

  /// Whether it has a database.
  var keepsState: Bool {
    switch self {
    case .memory, .retrieval, .orchestrator: true
    case .inferenceWorker, .gateway: false
    }
  }

  /// The services that it calls, and how the flag for each is named.
  var targets: [(flag: String, service: ServiceKind)] {
    let backends: [(String, ServiceKind)] = [
      ("memory-target", .memory), ("retrieval-target", .retrieval),
      ("inference-target", .inferenceWorker),
    ]
    switch self {
    case .memory, .retrieval, .inferenceWorker: return []
    case .orchestrator: return backends
    case .gateway: return backends + [("orchestrator-target", .orchestrator)]
    }
  }
}

/// Where a running service listens.
struct ServiceAddresses: Sendable, Hashable {
  var rpc: String
  var admin: String
}

extension ServiceAddresses {
  /// What a service that listens has written; nil where there is no such file.
  init?(portFile: String) {
    guard let data = FileManager.default.contents(atPath: portFile),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let rpc = object["rpc"] as? String, let admin = object["admin"] as? String
    else { return nil }
    self.init(rpc: rpc, admin: admin)
  }
}
