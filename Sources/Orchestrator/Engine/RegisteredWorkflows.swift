internal import Store

/// The workflows that tenants have registered: every version, of which the newest counts.
enum RegisteredWorkflows {
  /// Names that a tenant may register.
  static let nameCountMax = 1_000

  static let migration = Migration(
    "orchestrator: workflows",
    """
    CREATE TABLE workflows (
      tenant TEXT NOT NULL,
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      registered_at_ms INTEGER NOT NULL,
      PRIMARY KEY (tenant, name, version)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE workflows (
        tenant TEXT COLLATE "C" NOT NULL,
        name TEXT COLLATE "C" NOT NULL,
        version BIGINT NOT NULL,
        document TEXT NOT NULL,
        registered_at_ms BIGINT NOT NULL,
        PRIMARY KEY (tenant, name, version)
      );
      """)

  /// Workflows of a tenant that one event may start.
  static let startedCountMax = 100

  static let triggers = Migration(
    "orchestrator: triggers",
    """
    CREATE TABLE triggers (
      tenant TEXT NOT NULL,
      workflow TEXT NOT NULL,
      event TEXT NOT NULL,
      PRIMARY KEY (tenant, workflow)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX triggers_by_event ON triggers (tenant, event);
    """,
    postgres: """
      CREATE TABLE triggers (
        tenant TEXT COLLATE "C" NOT NULL,
        workflow TEXT COLLATE "C" NOT NULL,
        event TEXT COLLATE "C" NOT NULL,
        PRIMARY KEY (tenant, workflow)
      );
      CREATE INDEX triggers_by_event ON triggers (tenant, event);
      """)

  /// The workflows of a tenant that an event of this name may start, or why one cannot be read.
  static func startedBy(
    _ event: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> [(name: String, definition: Result<WorkflowDefinition, StoreError>)] {
    try connection.query(
      "SELECT workflow FROM triggers WHERE tenant = ? AND event = ? ORDER BY workflow",
      [.text(tenant), .text(event)]
    ) { $0.text(0) }
    .compactMap { name -> (name: String, definition: Result<WorkflowDefinition, StoreError>)? in
      do {
        return try newest(name, tenant: tenant, on: connection).map { (name, .success($0)) }
      } catch let error as StoreError where error.code == .corrupt {
        return (name, .failure(error))
      }
    }
  }

  /// The newest version says what starts it.
  private static func setTrigger(
    of definition: WorkflowDefinition, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "DELETE FROM triggers WHERE tenant = ? AND workflow = ?",
      [.text(tenant), .text(definition.name)])
    try RunSchedules.set(definition, tenant: tenant, now: now, on: connection)
    guard let event = definition.trigger?.event else { return }
    let count = try connection.first(
      "SELECT count(*) FROM triggers WHERE tenant = ? AND event = ?", [.text(tenant), .text(event)]
    ) { $0.int(0) }
    guard count ?? 0 < startedCountMax else {
      throw Orchestrator.Refusal.refused(
        "\(startedCountMax) workflows start with the event '\(event)', as many as may be: let one of them run "
          + "this one")
    }
    try connection.execute(
      "INSERT INTO triggers (tenant, workflow, event) VALUES (?, ?, ?)",
      [.text(tenant), .text(definition.name), .text(event)])
  }

  /// The newest version of a workflow.
  static func newest(
    _ name: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> WorkflowDefinition? {
    try connection.first(
      """
      SELECT document FROM workflows WHERE tenant = ? AND name = ? ORDER BY version DESC LIMIT 1
      """, [.text(tenant), .text(name)]
    ) { $0.text(0) }.map(read)
  }

  /// The newest version of each workflow of a tenant, in the order of their names.
  static func all(
    tenant: String, on connection: borrowing SQLConnection
  ) throws -> [WorkflowDefinition] {
    try connection.query(
      """
      SELECT document FROM workflows AS one WHERE tenant = ?1 AND version =
        (SELECT max(version) FROM workflows WHERE tenant = ?1 AND name = one.name)
      ORDER BY name
      """, [.text(tenant)]
    ) { $0.text(0) }.map(read)
  }

  /// Adds a version, unless it is there already; refused when it is not above the newest one.
  static func add(
    _ definition: WorkflowDefinition, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    if let newest = try newest(definition.name, tenant: tenant, on: connection) {
      if newest == definition { return }
      guard definition.version > newest.version else {
        throw Orchestrator.Refusal.refused(
          "version \(newest.version) of workflow '\(definition.name)' is registered, and this one says "
            + "\(definition.version): give it \(newest.version + 1)")
      }
    } else {
      let count = try connection.first(
        "SELECT count(DISTINCT name) FROM workflows WHERE tenant = ?", [.text(tenant)]
      ) { $0.int(0) }
      guard count ?? 0 < nameCountMax else {
        throw Orchestrator.Refusal.refused(
          "\(nameCountMax) workflows are registered, as many as may be: use one of their names")
      }
    }
    try connection.execute(
      """
      INSERT INTO workflows (tenant, name, version, document, registered_at_ms)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        .text(tenant), .text(definition.name), .int(definition.version), .text(definition.json),
        .int(now),
      ])
    try setTrigger(of: definition, tenant: tenant, now: now, on: connection)
  }

  private static func read(_ document: String) throws -> WorkflowDefinition {
    do {
      return try WorkflowDefinition(json: document)
    } catch {
      throw StoreError(
        .corrupt,
        "a registered workflow cannot be read by this version: use the version that wrote it")
    }
  }
}

extension RunStore {
  func workflow(_ name: String, tenant: String) async throws -> WorkflowDefinition? {
    try await database.read { try RegisteredWorkflows.newest(name, tenant: tenant, on: $0) }
  }

  func workflows(tenant: String) async throws -> [WorkflowDefinition] {
    try await database.read { try RegisteredWorkflows.all(tenant: tenant, on: $0) }
  }

  func register(_ definition: WorkflowDefinition, tenant: String) async throws {
    let time = currentTime()
    try await database.write {
      try RegisteredWorkflows.add(definition, tenant: tenant, now: time, on: $0)
    }
  }
}
