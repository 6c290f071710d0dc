import Foundation
import Glibc
import TestSupport
import Testing

/// Something that happens to a cluster: done, held for a while, and over.
enum Fault: Sendable, Hashable, CustomStringConvertible {
  case killOrchestrator(Int)
  case killMemory(Int)
  case killRetrieval
  case killInference
  case killGateway
  case killEverything
  /// Stopped for longer than a lease, and let go on.
  case stopOrchestrator(Int)
  case stopMemory(Int)
  case stopOther(Int)
  case stopInOrder(Int)
  /// Writes to files fail: the disk is full, read-only, or broken.
  case failWrites(Int32)
  case slowDisk
  /// Dead in the middle of a write: of a page there is a part.
  case tornPage
  case clockJump(seconds: Int)
  case cutClients
  /// Connections stay open, and nothing comes through.
  case freezeClients
  case killPostgres
  case cutDatabase
  case freezeDatabase
  /// PostgreSQL's own writes fail. It panics where the write is to its log, and recovers.
  case failPostgresWrites(Int32)
  /// PostgreSQL panics at once: what it does not know to be on disk it never takes for written.
  case failPostgresSyncs
  case slowPostgres
  case tornPostgresPage

  var description: String {
    switch self {
    case .killOrchestrator(let number): "kill -9 orchestrator \(number)"
    case .killMemory(let number): "kill -9 memory \(number)"
    case .killRetrieval: "kill -9 retrieval"
    case .killInference: "kill -9 inference-worker"
    case .killGateway: "kill -9 gateway"
    case .killEverything: "kill -9 all services"
    case .stopOrchestrator(let number): "SIGSTOP orchestrator \(number)"
    case .stopMemory(let number): "SIGSTOP memory \(number)"
    case .stopOther(let number): "SIGSTOP retrieval, inference-worker or gateway \(number)"
    case .stopInOrder(let number): "SIGTERM orchestrator \(number)"
    case .failWrites(ENOSPC): "disk full"
    case .failWrites(EROFS): "disk read-only"
    case .failWrites(let code): "disk writes fail with errno \(code)"
    case .slowDisk: "slow fsync"
    case .tornPage: "torn page"
    case .clockJump(let seconds): "clock jumps by \(seconds) s"
    case .cutClients: "client connections dropped"
    case .freezeClients: "client connections half-open"
    case .killPostgres: "kill -9 PostgreSQL"
    case .cutDatabase: "database connections dropped"
    case .freezeDatabase: "database connections half-open"
    case .failPostgresWrites(ENOSPC): "PostgreSQL's disk full"
    case .failPostgresWrites(let code): "PostgreSQL's writes fail with errno \(code)"
    case .failPostgresSyncs: "PostgreSQL's fsync fails"
    case .slowPostgres: "PostgreSQL's fsync slow"
    case .tornPostgresPage: "PostgreSQL's torn page"
    }
  }

  /// The kind, for counting.
  var kind: String {
    description.split(separator: " ").filter { Int($0) == nil }.joined(separator: " ")
  }

  /// One of each kind that a cluster on this engine can suffer.
  static func oneOfEach(
    on engine: Cluster.Engine, using random: inout SeededGenerator
  ) -> [Fault] {
    func number() -> Int { Int.random(in: 0..<2, using: &random) }
    let everywhere: [Fault] = [
      .killOrchestrator(number()), .killMemory(number()), .killRetrieval, .killInference,
      .killGateway, .killEverything, .stopOrchestrator(number()), .stopMemory(number()),
      .stopOther(Int.random(in: 0..<3, using: &random)), .stopInOrder(number()),
      .clockJump(seconds: [-3_600, -5, 5, 3_600].randomElement(using: &random)!), .cutClients,
      .freezeClients,
    ]
    switch engine {
    case .sqlite:
      return everywhere + [
        .failWrites(ENOSPC), .failWrites(EROFS), .failWrites(EIO), .slowDisk, .tornPage,
      ]
    case .postgres:
      return everywhere + [
        .killPostgres, .cutDatabase, .freezeDatabase, .failPostgresWrites(ENOSPC),
        .failPostgresWrites(EIO), .failPostgresSyncs, .slowPostgres, .tornPostgresPage,
      ]
    }
  }

  /// Happens, lasts, and is over; services that it ended are started again.
  func happen(to cluster: Cluster, using random: inout SeededGenerator) async throws {
    let moment = Duration.milliseconds(Int.random(in: 5...150, using: &random))
    let longerThanALease = Duration.milliseconds(Cluster.leaseSeconds * 1_000 + 400)
    let orchestrators = cluster.orchestrators
    let memories = cluster.memories
    switch self {
    case .killOrchestrator(let number):
      try await Self.restart([orchestrators[number % orchestrators.count]], after: moment)
    case .killMemory(let number):
      try await Self.restart([memories[number % memories.count]], after: moment)
    case .killRetrieval: try await Self.restart([cluster.retrieval], after: moment)
    case .killInference: try await Self.restart([cluster.inference], after: moment)
    case .killGateway: try await Self.restart([cluster.gateway], after: moment)
    case .killEverything: try await Self.restart(cluster.services, after: moment)
    case .stopInOrder(let number):
      let service = orchestrators[number % orchestrators.count]
      let status = try await service.end(SIGTERM)
      guard status == 0 else { throw Violation("\(service.name) ended with \(status)") }
      try service.start()
    case .stopOrchestrator(let number):
      try await Self.stop(orchestrators[number % orchestrators.count], for: longerThanALease)
    case .stopMemory(let number):
      try await Self.stop(memories[number % memories.count], for: moment * 4)
    case .stopOther(let number):
      let service = [cluster.retrieval, cluster.inference, cluster.gateway][number]
      try await Self.stop(service, for: moment * 4)
    case .failWrites(let code):
      for service in cluster.services { service.faults.failWrites(code) }
      try await Task.sleep(for: moment)
      for service in cluster.services { service.faults.failWrites(0) }
    case .slowDisk:
      for service in cluster.services { service.faults.slowSyncs(microseconds: 50_000) }
      try await Task.sleep(for: moment * 4)
      for service in cluster.services { service.faults.slowSyncs(microseconds: 0) }
    case .tornPage:
      try await Self.tearPages(of: cluster, after: Int32.random(in: 1...4_095, using: &random))
    case .clockJump(let seconds):
      try await cluster.jumpClocks(by: seconds, for: moment * 2)
    case .cutClients: for service in cluster.services { service.proxy.cut() }
    case .freezeClients:
      for service in cluster.services { service.proxy.freeze(true) }
      try await Task.sleep(for: moment * 4)
      for service in cluster.services {
        service.proxy.cut()
        service.proxy.freeze(false)
      }
    case .killPostgres:
      try cluster.postgres?.kill()
      try await Task.sleep(for: moment)
      try cluster.postgres?.start()
    case .cutDatabase: cluster.databaseProxy?.cut()
    case .freezeDatabase:
      cluster.databaseProxy?.freeze(true)
      try await Task.sleep(for: moment * 6)
      cluster.databaseProxy?.cut()
      cluster.databaseProxy?.freeze(false)
    case .failPostgresWrites(let code):
      cluster.postgresFaults?.failWrites(code)
      try await Task.sleep(for: moment)
      cluster.postgresFaults?.failWrites(0)
    case .failPostgresSyncs:
      cluster.postgresFaults?.failSyncs(EIO)
      try await Task.sleep(for: moment)
      cluster.postgresFaults?.failSyncs(0)
    case .slowPostgres:
      cluster.postgresFaults?.slowSyncs(microseconds: 50_000)
      try await Task.sleep(for: moment * 4)
      cluster.postgresFaults?.slowSyncs(microseconds: 0)
    case .tornPostgresPage:
      cluster.postgresFaults?.tearWrite(after: Int32.random(in: 1...8_191, using: &random))
      try await Task.sleep(for: moment)
      cluster.postgresFaults?.tearWrite(after: 0)
    }
  }

  private static func restart(
    _ services: [ServiceProcess], after moment: Duration
  ) async throws {
    for service in services { service.signal(SIGKILL) }
    for service in services { try await service.end(SIGKILL) }
    try await Task.sleep(for: moment)
    for service in services { try service.start() }
  }

  private static func stop(_ service: ServiceProcess, for duration: Duration) async throws {
    service.signal(SIGSTOP)
    try await Task.sleep(for: duration)
    service.signal(SIGCONT)
  }

  /// Whoever writes dies of it; memory does, for turns are always on their way.
  private static func tearPages(of cluster: Cluster, after byteCount: Int32) async throws {
    for service in cluster.services { service.faults.tearWrite(after: byteCount) }
    defer { for service in cluster.services { service.faults.tearWrite(after: 0) } }
    try await eventually { cluster.memories.contains { !$0.isRunning } }
  }
}

/// Something that must not be.
struct Violation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
