import FaultLedger
import Foundation
import Memory
import Messages
import RPC
import Store
import Synchronization
import TestSupport
import Testing

/// The five services as processes, memory and orchestrators on SQLite or two of each on a PostgreSQL of their own, with
/// clients.
final class Cluster: Sendable {
  enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
  }

  let engine: Engine
  let orchestrators: [ServiceProcess]
  let memories: [ServiceProcess]
  let retrieval: ServiceProcess
  let inference: ServiceProcess
  /// In front of the first of each.
  let gateway: ServiceProcess
  let postgres: PostgresServer?
  /// What PostgreSQL's own processes suffer.
  let postgresFaults: FaultControl?
  /// Between the services and PostgreSQL.
  let databaseProxy: SocketProxy?
  let folder: TemporaryFolder
  /// From when to when clocks were wrong, by `SteadyClock`.
  private let jumps = Mutex<[ClosedRange<Int>]>([])
  private let databaseURL: String
  private let channels: [String: Channel]
  /// The gateway's key, which stands for the tenant of the load.
  private let key = "apus_" + UUID().uuidString

  /// Leases are this short, so that the campaign outlives them often.
  static let leaseSeconds = 1

  init(_ engine: Engine) async throws {
    self.engine = engine
    folder = try TemporaryFolder()
    var store: [String] = []
    switch engine {
    case .sqlite:
      (postgres, postgresFaults, databaseProxy, databaseURL) = (nil, nil, nil, "")
    case .postgres:
      let (server, faults) = try Self.suffering()
      (postgres, postgresFaults) = (server, faults)
      let place = folder.file("database")
      try FileManager.default.createDirectory(
        atPath: place, withIntermediateDirectories: true)
      databaseProxy = try SocketProxy(
        at: .path("\(place)/.s.PGSQL.5432"), to: .path("\(server.socketFolder)/.s.PGSQL.5432"))
      databaseURL = server.url
      store = ["--store", "postgres:///postgres?host=\(place)&user=apus"]
    }
    let count = engine == .sqlite ? 1 : 2
    let path = folder.path
    let lease = ["--lease-seconds", "\(Self.leaseSeconds)"]
    orchestrators = try (1...count).map { number in
      try ServiceProcess(
        "orchestrator-\(number)", program: "fault-orchestrator",
        arguments: ["--data", path] + store + lease, in: path)
    }
    memories = try (1...count).map { number in
      try ServiceProcess(
        "memory-\(number)", program: "memory", arguments: ["--data", path] + store, in: path)
    }
    retrieval = try ServiceProcess(
      "retrieval", program: "retrieval", arguments: ["--data", path, "--threads", "1"], in: path)
    inference = try ServiceProcess(
      "inference", program: "inference-worker", arguments: ["--data", path, "--threads", "1"],
      in: path)
    let keys = folder.file("api-keys")
    try "\(key) \(Load.tenant)\n".write(toFile: keys, atomically: true, encoding: .utf8)
    let backends = [
      "orchestrator": orchestrators[0], "memory": memories[0], "retrieval": retrieval,
      "inference": inference,
    ].flatMap { ["--\($0)-target", "127.0.0.1:\($1.proxy.port)"] }
    gateway = try ServiceProcess(
      "gateway", program: "gateway",
      arguments: [
        "--data", path, "--api-key-file", keys, "--calls-per-second", "10000", "--burst", "10000",
      ] + backends, in: path)
    channels = Dictionary(
      uniqueKeysWithValues: (orchestrators + memories + [retrieval, inference, gateway]).map {
        service in
        (service.name, Channel(target: "127.0.0.1:\(service.proxy.port)"))
      })
  }

  var clockJumps: [ClosedRange<Int>] { jumps.withLock(\.self) }

  /// The clock of all services is wrong for a while.
  func jumpClocks(by seconds: Int, for duration: Duration) async throws {
    let begin = SteadyClock.now
    for service in services { service.faults.shiftClock(milliseconds: Int64(seconds) * 1_000) }
    try await Task.sleep(for: duration)
    for service in services { service.faults.shiftClock(milliseconds: 0) }
    jumps.withLock { $0.append(begin...SteadyClock.now) }
  }

  /// A PostgreSQL whose disk can fail.
  static func suffering() throws -> (PostgresServer, FaultControl) {
    var control: FaultControl?
    let server = try PostgresServer { folder in
      // Its user may not be allowed to read what was built.
      let library = folder + "/libFaultShim.so"
      try FileManager.default.copyItem(atPath: FaultControl.library, toPath: library)
      let faults = try FaultControl(at: folder + "/faults")
      control = faults
      return faults.environment(library: library)
    }
    return (server, try #require(control))
  }

  var services: [ServiceProcess] { orchestrators + memories + [retrieval, inference, gateway] }

  func orchestrator(_ number: Int) -> Apus.Orchestrator.V1.OrchestratorServiceClient {
    .init(channel: channels[orchestrators[number % orchestrators.count].name]!)
  }

  func agents(_ number: Int) -> Apus.Orchestrator.V1.AgentServiceClient {
    .init(channel: channels[orchestrators[number % orchestrators.count].name]!)
  }

  var workflows: Apus.Orchestrator.V1.WorkflowServiceClient {
    .init(channel: channels[orchestrators[0].name]!)
  }

  func events(_ number: Int) -> Apus.Orchestrator.V1.EventServiceClient {
    .init(channel: channels[orchestrators[number % orchestrators.count].name]!)
  }

  func memory(_ number: Int) -> Apus.Memory.V1.MemoryServiceClient {
    .init(channel: channels[memories[number % memories.count].name]!)
  }

  var documents: Apus.Retrieval.V1.RetrievalServiceClient {
    .init(channel: channels[retrieval.name]!)
  }

  var models: Apus.Inference.V1.InferenceServiceClient { .init(channel: channels[inference.name]!) }

  var door: Apus.Gateway.V1.GatewayServiceClient { .init(channel: channels[gateway.name]!) }

  /// The same call with the key of the load.
  func withKey(_ options: CallOptions) -> CallOptions {
    var options = options
    options.metadata = ["authorization": "Bearer \(key)"]
    return options
  }

  /// Returns when every service does what it is for: reads, writes, answers.
  func waitUntilWell(within limit: Duration = .seconds(90)) async throws {
    try await eventually(within: limit) {
      try postgres?.revive()
      for service in services { try service.start() }
      for number in orchestrators.indices {
        guard
          await Self.succeeds({
            _ = try await self.orchestrator(number).submitRun(
              .init(tenantID: "probe", workflow: "faults", question: "a"), options: $0)
          })
        else { return false }
      }
      for number in memories.indices {
        guard
          await Self.succeeds({
            _ = try await self.memory(number).setPreferences(
              .init(tenantID: "probe", preferences: ["is": "well"]), options: $0)
          })
        else { return false }
      }
      return await othersAreWell()
    }
  }

  private func othersAreWell() async -> Bool {
    let isDone = await [
      Self.succeeds { _ = try await self.store("probe", "well", tenant: "probe", $0) },
      Self.succeeds { _ = try await self.answer("Hi", tokenCount: 1, $0) },
      Self.succeeds { _ = try await self.door.listRuns(.init(), options: self.withKey($0)) },
    ]
    return !isDone.contains(false)
  }

  /// Gives a document to retrieval; returns when it is stored.
  func store(
    _ uri: String, _ text: String, tenant: String, _ options: CallOptions
  ) async throws {
    let header = Apus.Retrieval.V1.DocumentHeader(
      tenantID: tenant, uri: uri, contentType: .text)
    let outcomes = try await documents.ingest(options: options) { requests, responses in
      try await requests.write(.init(part: .header(header)))
      try await requests.write(.init(part: .data(Array(text.utf8))))
      try await requests.finish()
      var outcomes: [Apus.Retrieval.V1.IngestOutcome] = []
      for try await response in responses { outcomes.append(response.outcome) }
      return outcomes
    }
    guard let outcome = outcomes.first, outcome != .refused else {
      throw RPCError(.unavailable, "the document was refused")
    }
  }

  /// The runs that orders began, by their names.
  func orders(
    by orchestrator: Int, _ options: CallOptions
  ) async throws -> [String: [Apus.Orchestrator.V1.Run]] {
    var runs: [Apus.Orchestrator.V1.Run] = []
    var token = ""
    repeat {
      let page = try await self.orchestrator(orchestrator).listRuns(
        .init(tenantID: Load.tenant, pageSize: 1000, pageToken: token), options: options)
      runs += page.runs.filter { $0.workflow == Load.orderWorkflow }
      token = page.nextPageToken
    } while !token.isEmpty
    return Dictionary(grouping: runs, by: \.question)
  }

  /// What the model says, greedily.
  func answer(
    _ prompt: String, tokenCount: UInt32, _ options: CallOptions
  ) async throws -> [UInt32] {
    try await models.generate(
      .init(tenantID: Load.tenant, input: .prompt(prompt), maxTokens: tokenCount),
      options: options
    ) { responses in
      var tokens: [UInt32] = []
      for try await response in responses { tokens += response.tokenIDs }
      return tokens
    }
  }

  private static func succeeds(_ call: (CallOptions) async throws -> Void) async -> Bool {
    do {
      try await call(CallOptions(timeout: .seconds(2)))
      return true
    } catch {
      return false
    }
  }

  /// How many events each log holds; throws when its chain, or that of a session, is not what was written.
  func verifyChains() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for service in ["orchestrator", "memory"] {
      let location = try StoreLocation(
        address: databaseURL, schema: "apus_\(service)", file: folder.file("\(service).db"))
      counts[service] =
        service == "memory"
        ? try MemoryAudit.verify(location).log.eventCount
        : try EventLogAudit.verify(location).eventCount
    }
    return counts
  }

  /// Ends everything.
  func destroy() async {
    for channel in channels.values { await channel.shutdown() }
    for service in services {
      service.proxy.close()
      _ = try? await service.end(SIGKILL)
    }
    databaseProxy?.close()
  }
}
