internal import Messages
internal import RPC
internal import Service

/// `apus keys ...`: under which keys what is stored is sealed, and how they are replaced.
enum KeyCommands {
  static let all = [show, rotate]

  private typealias Keys = Apus.Keys.V1.Keys

  private static let target = ServiceConnection.targetOption(
    "A memory or orchestrator service; may be repeated. Without it, both that 'apus up' started.")

  private static let show = Command(
    path: ["keys", "show"],
    summary: "Shows which keys seal what memory and orchestrator store.",
    settings: ServiceConnection.settings, callOptions: [target], repeatable: ["target"],
    examples: [.init(line: "apus keys show", meaning: "ids and counts, never a key")],
    perform: { invocation in
      var rows: [(target: String, keys: Keys)] = []
      for target in try targets(invocation) {
        rows.append((target, try await keys(of: target, invocation)))
      }
      write(rows, to: invocation)
    })

  private static let rotate = Command(
    path: ["keys", "rotate"],
    summary:
      "Has the services read their file of master keys again, wraps all data keys by its first, and begins new ones.",
    settings: ServiceConnection.settings,
    callOptions: [
      target,
      .flag("master-only", help: "Replace the master key alone; data keys stay in use."),
      .flag("data-only", help: "Begin new data keys alone."),
    ],
    repeatable: ["target"],
    examples: [
      .init(line: "apus keys rotate", meaning: "both services of `apus up`, while they run"),
      .init(
        line: "apus keys rotate --target memory-0:50052 --target memory-1:50052",
        meaning: "all replicas that share a store"),
    ],
    perform: { invocation in
      let values = invocation.values
      if values.flag("master-only"), values.flag("data-only") {
        throw UsageError("--master-only and --data-only exclude each other: give one of them")
      }
      let targets = try targets(invocation)
      if !values.flag("data-only") { try await replaceMasterKey(targets, invocation) }
      if !values.flag("master-only") { try await beginDataKeys(targets, invocation) }
      var rows: [(target: String, keys: Keys)] = []
      for target in targets { rows.append((target, try await keys(of: target, invocation))) }
      write(rows, to: invocation)
    })

  /// First every process accepts the new key, then one of each store wraps by it.
  private static func replaceMasterKey(
    _ targets: [String], _ invocation: Invocation
  ) async throws {
    var primary: [String: String] = [:]
    for target in targets {
      let response = try await call(target, invocation) {
        try await $0.reloadMasterKeys(.init(), options: $1)
      }
      guard let keys = response.keys, let id = keys.masterKeyIDs.first else { continue }
      if let other = primary.updateValue(id, forKey: keys.storeName), other != id {
        throw CommandFailure(
          "\(target) would wrap the keys of \(keys.storeName) by master key \(id), and another process by \(other): "
            + "give all of them the same file")
      }
    }
    for target in targets {
      let response = try await call(target, invocation) {
        try await $0.rewrapDataKeys(.init(), options: $1)
      }
      invocation.console.note("\(target): \(response.rewrappedCount) data keys wrapped anew")
    }
  }

  private static func beginDataKeys(_ targets: [String], _ invocation: Invocation) async throws {
    var done: Set<String> = []
    for target in targets {
      guard done.insert(try await keys(of: target, invocation).storeName).inserted else { continue }
      _ = try await call(target, invocation) {
        try await $0.retireDataKeys(.init(), options: $1)
      }
    }
  }

  private static func targets(_ invocation: Invocation) throws -> [String] {
    try ServiceConnection.targets(invocation, [.memory, .orchestrator])
  }

  private static func keys(of target: String, _ invocation: Invocation) async throws -> Keys {
    try await call(target, invocation) { try await $0.getKeys(.init(), options: $1) }.keys
      ?? .init()
  }

  private static func call<T>(
    _ target: String, _ invocation: Invocation,
    _ body: (Apus.Keys.V1.KeyServiceClient, CallOptions) async throws -> T
  ) async throws -> T {
    try await ServiceConnection.open(target, invocation) { connection in
      try await body(.init(channel: connection.channel), connection.options)
    }
  }

  private static func write(
    _ rows: [(target: String, keys: Keys)], to invocation: Invocation
  ) {
    var table = Table(
      headings: ["TARGET", "MASTER KEY", "ACCEPTED", "ACTIVE", "RETIRED", "FORGOTTEN", "FOREIGN"],
      rightAligned: [3, 4, 5, 6])
    for (target, keys) in rows {
      if invocation.wantsJSON {
        invocation.console.line(
          .fields([
            "target": .string(target), "store_name": .string(keys.storeName),
            "master_key_ids": .strings(keys.masterKeyIDs),
            "active_count": .integer(Int64(keys.activeCount)),
            "retired_count": .integer(Int64(keys.retiredCount)),
            "forgotten_count": .integer(Int64(keys.forgottenCount)),
            "foreign_count": .integer(Int64(keys.foreignCount)),
          ]))
        continue
      }
      table.rows.append([
        target, keys.masterKeyIDs.first ?? "none: not sealed",
        keys.masterKeyIDs.dropFirst().joined(separator: " "), String(keys.activeCount),
        String(keys.retiredCount), String(keys.forgottenCount), String(keys.foreignCount),
      ])
    }
    if !invocation.wantsJSON { table.write(to: invocation.console) }
  }
}
