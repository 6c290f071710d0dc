internal import Store

/// A step that waits for something from outside, as others find it.
struct RunWait: Sendable, Hashable {
  let tenant: String
  /// `event` or `person`.
  let kind: String
  /// The event's name; empty for a person.
  let name: String
  let runID: String
  let step: String
  /// What it is exactly, as JSON.
  let awaited: [UInt8]

  /// `nil` for what comes to the run by its name: a signal.
  init?(_ awaited: Awaited, step: StepID, of runID: String, tenant: String) throws {
    switch awaited {
    case .event(let name, _): (kind, self.name) = ("event", name)
    case .person: (kind, name) = ("person", "")
    case .signal: return nil
    }
    self.tenant = tenant
    self.runID = runID
    self.step = "\(step)"
    self.awaited = try RunCoding.encode(Wanted(step: step, awaited: awaited))
  }

  struct Wanted: Codable {
    let step: StepID
    let awaited: Awaited
  }
}

/// Which steps wait for which events and people.
enum RunWaits {
  /// Steps that one event may reach.
  static let reachedCountMax = 10_000

  static let migration = Migration(
    "orchestrator: waits",
    """
    CREATE TABLE run_waits (
      run TEXT NOT NULL,
      step TEXT NOT NULL,
      tenant TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      awaited BLOB NOT NULL,
      PRIMARY KEY (run, step)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_waits_by_name ON run_waits (tenant, kind, name);
    """,
    postgres: """
      CREATE TABLE run_waits (
        run TEXT COLLATE "C" NOT NULL,
        step TEXT COLLATE "C" NOT NULL,
        tenant TEXT COLLATE "C" NOT NULL,
        kind TEXT COLLATE "C" NOT NULL,
        name TEXT COLLATE "C" NOT NULL,
        awaited BYTEA NOT NULL,
        PRIMARY KEY (run, step)
      );
      CREATE INDEX run_waits_by_name ON run_waits (tenant, kind, name);
      """)

  static func add(_ wait: RunWait, on connection: borrowing SQLConnection) throws {
    let awaited = try connection.seal(
      wait.awaited, for: wait.tenant, at: RunPlaces.wait(of: wait.step, in: wait.runID))
    try connection.execute(
      """
      INSERT INTO run_waits (run, step, tenant, kind, name, awaited) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, step) DO UPDATE SET
        kind = excluded.kind, name = excluded.name, awaited = excluded.awaited
      """,
      [
        .text(wait.runID), .text(wait.step), .text(wait.tenant), .text(wait.kind),
        .text(wait.name), .blob(awaited),
      ])
  }

  static func remove(
    _ step: String, of runID: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "DELETE FROM run_waits WHERE run = ? AND step = ?", [.text(runID), .text(step)])
  }

  static func remove(allOf runID: String, on connection: borrowing SQLConnection) throws {
    try connection.execute("DELETE FROM run_waits WHERE run = ?", [.text(runID)])
  }

  /// Sends an event to the steps of the tenant's runs that wait for it; returns how many those are.
  static func publish(
    _ name: String, _ payload: Value, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    let waits = try connection.query(
      """
      SELECT run, step, awaited FROM run_waits WHERE tenant = ? AND kind = 'event' AND name = ?
      ORDER BY run, step LIMIT ?
      """, [.text(tenant), .text(name), .int(reachedCountMax + 1)]
    ) { (run: $0.text(0), step: $0.text(1), awaited: $0.blob(2)) }
    guard waits.count <= reachedCountMax else {
      throw StoreError(
        .overloaded,
        "more than \(reachedCountMax) steps wait for the event '\(name)': give them events of different "
          + "names")
    }
    var reachedCount = 0
    for wait in waits {
      let awaited = try connection.open(
        wait.awaited, at: RunPlaces.wait(of: wait.step, in: wait.run))
      let wanted = try RunCoding.decode(RunWait.Wanted.self, from: awaited)
      guard case .event(_, let match) = wanted.awaited,
        match.allSatisfy({ payload.field([$0.key]) == $0.value })
      else { continue }
      reachedCount += 1
      let letter = RunLetter.event(step: wanted.step, name: name, payload: payload)
      try RunStore.setTimer(
        RunLetter.name("event \(wait.step)", to: wait.run), at: now, begin: now,
        RunCoding.encode(RunLetter.Envelope(runID: wait.run, letter: letter)), of: tenant,
        on: connection)
    }
    return reachedCount
  }
}
