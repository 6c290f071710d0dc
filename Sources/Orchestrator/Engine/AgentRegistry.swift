internal import Store

/// The agents that connected programs are or have been: workflows are checked against what they declared, whether
/// somebody is connected at the moment or not. On disk, so that all orchestrators of a store know the same.
struct AgentRegistry: Sendable {
  static let countMax = 10_000

  /// Creates the table; add it to the database's migrations.
  static let migration = Migration(
    "orchestrator: agents",
    """
    CREATE TABLE agents (
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      inputs TEXT NOT NULL,
      output TEXT NOT NULL,
      description TEXT NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE agents (
        name TEXT COLLATE "C" NOT NULL,
        version BIGINT NOT NULL,
        inputs TEXT NOT NULL,
        output TEXT NOT NULL,
        description TEXT NOT NULL,
        PRIMARY KEY (name, version)
      );
      """)

  /// Somebody declared an agent otherwise than it is known.
  struct Contradiction: Error, Sendable, Hashable {
    let agent: AgentName
    let known: AgentSignature
  }

  let database: Database

  /// Remembers agents; what workflows rely on does not change, so a known one must be declared as it is known.
  func declare(_ agents: [AgentDeclaration]) async throws {
    try await database.write { connection in
      for agent in agents {
        if let known = try Self.agent(agent.name, on: connection) {
          guard known.signature == agent.signature else {
            throw Contradiction(agent: agent.name, known: known.signature)
          }
          if known.description == agent.description { continue }
        }
        try Self.insert(agent, on: connection)
      }
      let count = try connection.first("SELECT count(*) FROM agents") { $0.int(0) } ?? 0
      guard count <= Self.countMax else {
        throw StoreError(
          .overloaded, "\(Self.countMax) agents are known, as many as may be: reuse names")
      }
    }
  }

  /// All, by name and version.
  func all() async throws -> [AgentDeclaration] {
    try await database.read { connection in
      try connection.query(
        "SELECT name, version, inputs, output, description FROM agents ORDER BY name, version", [],
        Self.declaration)
    }
  }

  private static func agent(
    _ name: AgentName, on connection: borrowing SQLConnection
  ) throws -> AgentDeclaration? {
    try connection.first(
      """
      SELECT name, version, inputs, output, description FROM agents
      WHERE name = ? AND version = ?
      """, [.text(name.name), .int(name.version ?? 1)], declaration)
  }

  private static func insert(
    _ agent: AgentDeclaration, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO agents (name, version, inputs, output, description) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (name, version) DO UPDATE SET description = excluded.description
      """,
      [
        .text(agent.name.name), .int(agent.name.version ?? 1),
        .text(try text(agent.signature.inputs)), .text(try text(agent.signature.output)),
        .text(agent.description),
      ])
  }

  private static func text(_ value: some Encodable) throws -> String {
    String(decoding: try RunCoding.encode(value), as: UTF8.self)
  }

  private static func declaration(_ row: borrowing SQLRow) throws -> AgentDeclaration {
    AgentDeclaration(
      name: AgentName(row.text(0), version: row.int(1)),
      signature: AgentSignature(
        inputs: try RunCoding.decode([String: ValueType].self, from: Array(row.text(2).utf8)),
        output: try RunCoding.decode(ValueType.self, from: Array(row.text(3).utf8))),
      description: row.text(4))
  }
}
