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

  /// Documents hold what schedules and events give to runs, so they are sealed like runs.
  ///
  /// `content` is NULL where nothing is sealed: then `document` is what was registered, as it is to processes that know no
  /// `content`. Sealed, `content` is the document and `document` is empty. What was registered before is marked with an
  /// empty `content` here, and `document` is it until `seal`: in a store that was sealed from its beginning nothing else
  /// may stand there plain.
  static let contents = Migration(
    "orchestrator: contents of workflows",
    "ALTER TABLE workflows ADD COLUMN content BLOB; UPDATE workflows SET content = x'';",
    postgres:
      "ALTER TABLE workflows ADD COLUMN content BYTEA; UPDATE workflows SET content = '';")

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
  ) throws -> [Registered] {
    try connection.query(
      "SELECT workflow FROM triggers WHERE tenant = ? AND event = ? ORDER BY workflow",
      [.text(tenant), .text(event)]
    ) { $0.text(0) }
    .compactMap { name in
      try connection.first(
        newestOfName, [.text(tenant), .text(name)]
      ) { try registered($0, of: tenant, on: connection) } ?? nil
    }
  }

  /// The newest version of a workflow of a tenant, or why it cannot be read here.
  struct Registered: Sendable {
    let name: String
    let version: Int
    let definition: Result<WorkflowDefinition, StoreError>
  }

  /// Of the columns `name, version, document, content`; nil where its tenant's keys were forgotten.
  private static func registered(
    _ row: borrowing SQLRow, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Registered? {
    let definition: Result<WorkflowDefinition, StoreError>
    do {
      guard let read = try read(row, of: tenant, on: connection) else { return nil }
      definition = .success(read)
    } catch let error as StoreError where error.isOfValue {
      definition = .failure(error)
    }
    return Registered(name: row.text(0), version: row.int(1), definition: definition)
  }

  private static let newestOfName = """
    SELECT name, version, document, content FROM workflows WHERE tenant = ? AND name = ?
    ORDER BY version DESC LIMIT 1
    """

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

  /// The newest version of a workflow; nil also where its tenant's keys were forgotten.
  static func newest(
    _ name: String, tenant: String, on connection: borrowing SQLConnection
  ) throws -> WorkflowDefinition? {
    try connection.first(
      newestOfName, [.text(tenant), .text(name)]
    ) { try read($0, of: tenant, on: connection) } ?? nil
  }

  /// The newest version of each workflow of a tenant, in the order of their names.
  static func all(
    tenant: String, on connection: borrowing SQLConnection
  ) throws -> [Registered] {
    try connection.query(
      """
      SELECT name, version, document, content FROM workflows AS one WHERE tenant = ?1 AND version =
        (SELECT max(version) FROM workflows WHERE tenant = ?1 AND name = one.name)
      ORDER BY name
      """, [.text(tenant)]
    ) { try registered($0, of: tenant, on: connection) }.compactMap(\.self)
  }

  /// Adds a version, unless it is there already; refused when it is not above the newest one.
  static func add(
    _ definition: WorkflowDefinition, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    guard try isNew(definition, tenant: tenant, on: connection) else { return }
    let place = RunPlaces.workflow(definition.name, definition.version, of: tenant)
    let content: SQLValue =
      connection.isSealing
      ? .blob(try connection.seal(Array(definition.json.utf8), for: tenant, at: place)) : .null
    try connection.execute(
      """
      INSERT INTO workflows (tenant, name, version, document, content, registered_at_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .text(tenant), .text(definition.name), .int(definition.version),
        .text(connection.isSealing ? "" : definition.json), content, .int(now),
      ])
    try setTrigger(of: definition, tenant: tenant, now: now, on: connection)
  }

  /// One that cannot be read gives way to a version above it.
  private static func isNew(
    _ definition: WorkflowDefinition, tenant: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    let name = definition.name
    let version = try connection.first(
      "SELECT max(version) FROM workflows WHERE tenant = ? AND name = ?",
      [.text(tenant), .text(name)]
    ) { $0.optionalInt(0) }
    guard let version = version ?? nil else {
      try checkNameCount(of: tenant, on: connection)
      return true
    }
    do {
      guard let newest = try newest(name, tenant: tenant, on: connection) else {
        // The tenant's keys were forgotten, and with them all versions.
        try connection.execute(
          "DELETE FROM workflows WHERE tenant = ? AND name = ?", [.text(tenant), .text(name)])
        return true
      }
      if newest == definition { return false }
    } catch let error as StoreError
      where error.code == .corrupt || error.code == .schemaMismatch
    {}
    guard definition.version > version else {
      throw Orchestrator.Refusal.refused(
        "version \(version) of workflow '\(name)' is registered, and this one says "
          + "\(definition.version): give it \(version + 1)")
    }
    return true
  }

  private static func checkNameCount(
    of tenant: String, on connection: borrowing SQLConnection
  ) throws {
    let count = try connection.first(
      "SELECT count(DISTINCT name) FROM workflows WHERE tenant = ?", [.text(tenant)]
    ) { $0.int(0) }
    guard count ?? 0 < nameCountMax else {
      throw Orchestrator.Refusal.refused(
        "\(nameCountMax) workflows are registered, as many as may be: use one of their names")
    }
  }

  /// What is plain and may be: what is marked, and all that was registered before the store was sealed.
  private static func isPlain(on connection: borrowing SQLConnection) -> String {
    connection.holdsPlain ? "(content IS NULL OR length(content) = 0)" : "length(content) = 0"
  }

  /// The next tenant that has something plain.
  static func plainTenant(
    after tenant: String, on connection: borrowing SQLConnection
  ) throws -> String? {
    try connection.first(
      "SELECT tenant FROM workflows WHERE tenant > ? AND \(isPlain(on: connection)) ORDER BY tenant LIMIT 1",
      [.text(tenant)]
    ) { $0.text(0) }
  }

  /// Seals what is plain of a tenant, at most `countMax`; returns how many.
  static func seal(
    of tenant: String, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> Int {
    let plain = try connection.query(
      "SELECT name, version, document FROM workflows WHERE tenant = ? AND \(isPlain(on: connection)) LIMIT ?",
      [.text(tenant), .int(countMax)]
    ) { (name: $0.text(0), version: $0.int(1), document: $0.text(2)) }
    for row in plain {
      let content = try connection.seal(
        Array(row.document.utf8), for: tenant,
        at: RunPlaces.workflow(row.name, row.version, of: tenant))
      try connection.execute(
        """
        UPDATE workflows SET content = ?, document = ''
        WHERE tenant = ? AND name = ? AND version = ?
        """, [.blob(content), .text(tenant), .text(row.name), .int(row.version)])
    }
    return plain.count
  }

  /// Of the columns `name, version, document, content`.
  private static func read(
    _ row: borrowing SQLRow, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> WorkflowDefinition? {
    let (name, version) = (row.text(0), row.int(1))
    let plain = Array(row.text(2).utf8)
    let content = row.isNull(3) ? nil : row.blob(3)
    let document: [UInt8]
    do {
      // What is marked was there before anything was sealed; what is not has to be what its store holds.
      document =
        content?.isEmpty == true
        ? plain
        : try connection.open(content ?? plain, at: RunPlaces.workflow(name, version, of: tenant))
    } catch let error as StoreError where error.code == .forgotten {
      return nil
    } catch let error as StoreError {
      throw StoreError(error.code, "version \(version) of workflow '\(name)': \(error.message)")
    }
    do {
      return try WorkflowDefinition(json: String(decoding: document, as: UTF8.self))
    } catch {
      throw StoreError.notReadable("version \(version) of workflow '\(name)'", document)
    }
  }
}

extension RunStore {
  func workflow(_ name: String, tenant: String) async throws -> WorkflowDefinition? {
    try await database.read { try RegisteredWorkflows.newest(name, tenant: tenant, on: $0) }
  }

  /// The newest version of each, or why it cannot be read.
  func workflows(tenant: String) async throws -> [RegisteredWorkflows.Registered] {
    try await database.read { try RegisteredWorkflows.all(tenant: tenant, on: $0) }
  }

  /// Seals what was registered before workflows were sealed; nothing in a store that does not seal. A tenant of which
  /// that cannot be done, its key being damaged, is told to `failed`, and the others' are sealed.
  func sealWorkflows(failed: (_ tenant: String, StoreError) -> Void) async throws {
    guard database.isSealing else { return }
    let countMax = 100
    var last = ""
    while let tenant = try await database.read({ [last] in
      try RegisteredWorkflows.plainTenant(after: last, on: $0)
    }) {
      do {
        while try await database.write({
          try RegisteredWorkflows.seal(of: tenant, countMax: countMax, on: $0)
        }) == countMax {}
      } catch let error as StoreError where error.isOfValue {
        failed(tenant, error)
      }
      last = tenant
    }
  }

  func register(_ definition: WorkflowDefinition, tenant: String) async throws {
    let time = currentTime()
    try await database.write {
      try RegisteredWorkflows.add(definition, tenant: tenant, now: time, on: $0)
    }
  }
}
