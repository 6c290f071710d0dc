internal import CPostgres
internal import Glibc

/// An open connection to a PostgreSQL server, in libpq's pipeline mode: statements are sent as they come,
/// and their results are read together when one of them is wanted.
///
/// The server skips what follows a failed statement up to the next synchronisation, so that nothing runs
/// that rested on it. At most `unreadCountMax` results are left unread, so that neither side's buffers fill.
///
/// Source: PostgreSQL 15, chapter 34.5 "Pipeline Mode".
final class PostgresSession {
  private enum Sent {
    case preparation(PreparedKey)
    case statement
  }

  private struct PreparedKey: Hashable {
    var sql: SQLText
    /// The types of the values, 0 where the server has to find out.
    var types: [UInt32]
  }

  /// What the server is told of a session. A process that was stopped, or a machine that is gone, must not
  /// hold the lock that everybody writes under: its session ends after 5 seconds without a word. And a plan that
  /// was made while a table was short is kept when it is long, so plans use indexes from the start; costs then
  /// say nothing about when compiling a plan would pay, and for statements as short as ours it never does.
  private static let settings = """
    SET client_min_messages = warning;
    SET enable_seqscan = off; SET jit = off;
    SET idle_in_transaction_session_timeout = 5000;
    SET lock_timeout = 30000;
    SET client_connection_check_interval = 5000;
    SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
    """

  /// Of a session that reads for as long as it takes, with pauses, and holds no lock that anybody waits for.
  private static let patience = """
    SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0
    """

  /// What holds unless the address says otherwise: a host that is gone without a word is noticed within seconds, and not
  /// when the kernel gives up after a quarter of an hour.
  private static let defaults = [
    ("connect_timeout", "5"), ("tcp_user_timeout", "10000"), ("keepalives_idle", "10"),
    ("keepalives_interval", "5"), ("keepalives_count", "3"),
  ]

  private static let unreadCountMax = 256
  private static let preparedCountMax = 512

  private let connection: OpaquePointer
  private let name: String
  private var prepared: [PreparedKey: String] = [:]
  private var statements: [SQLText: PostgresStatement] = [:]
  private var nextName = 0
  private var sent: [Sent] = []
  private(set) var changedRowCount = 0
  /// How often the server has answered all that it was sent.
  private(set) var heardCount = 0
  /// Whether nobody is at the other end any more, which libpq may notice later.
  private var isAbandoned = false

  init(_ address: PostgresAddress, isPatient: Bool = false) throws(StoreError) {
    guard let opened = Self.connect(address.url) else {
      throw StoreError(.overloaded, "\(address.name): out of memory")
    }
    connection = opened
    // libpq would print the server's notices on standard error, among the lines of the log.
    PQsetNoticeProcessor(opened, { _, _ in }, nil)
    name = address.name
    guard PQstatus(opened) == CONNECTION_OK else {
      let reason = Self.words(opened)
      // A refusal for good has no SQLSTATE here; its words begin alike in every version.
      let isRefusal = ["password authentication", "does not exist", "pg_hba.conf", "no password"]
        .contains { reason.contains($0) }
      throw StoreError(
        isRefusal ? .cannotOpen : .unavailable,
        "\(address.name): \(reason): check that the server runs and lets this host and user in")
    }
    try runScript("SET search_path = \(address.schema); " + Self.settings)
    if isPatient { try runScript(Self.patience) }
    guard PQenterPipelineMode(opened) == 1 else { throw lost() }
  }

  deinit { PQfinish(connection) }

  private static func connect(_ url: String) -> OpaquePointer? {
    // Of a keyword that is there twice the last value counts, and "dbname" stands for all that the address names.
    let parameters = defaults + [("dbname", url)]
    let keywords = parameters.map { strdup($0.0) } + [nil]
    let values = parameters.map { strdup($0.1) } + [nil]
    defer { for text in keywords + values { free(text) } }
    return PQconnectdbParams(
      keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
  }

  var isBroken: Bool { isAbandoned || PQstatus(connection) != CONNECTION_OK }

  var isInTransaction: Bool {
    // In the middle of a pipeline the state is that of what was read last.
    !isBroken && PQtransactionStatus(connection) != PQTRANS_IDLE
  }

  /// Whether a transaction is open and none of its statements has failed.
  var takesStatements: Bool { !isBroken && PQtransactionStatus(connection) == PQTRANS_INTRANS }

  /// The socket, for waiting.
  var descriptor: Int32 { PQsocket(connection) }

  // MARK: Sending

  /// Sends a statement; `settle` says what came of it.
  func send(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
    let statement = try prepare(sql, values)
    let parameters = PostgresParameters(values)
    let code = parameters.withPointers { count, pointers, lengths, formats in
      PQsendQueryPrepared(connection, statement, count, pointers, lengths, formats, 1)
    }
    guard code == 1 else { throw lost() }
    sent.append(.statement)
    if sent.count >= Self.unreadCountMax { try settle() }
  }

  private func prepare(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> String {
    guard values.allSatisfy(PostgresParameters.canStore) else {
      throw StoreError(
        .constraint,
        "a text holds the character NUL (U+0000), which PostgreSQL cannot store: leave it out")
    }
    let text = SQLText(sql)
    let key = PreparedKey(sql: text, types: values.map(PostgresParameters.type))
    if let name = prepared[key] { return name }
    let statement = statements[text] ?? PostgresStatement(sql)
    guard statement.parameterCount == values.count else {
      throw StoreError(.misuse, "a statement was given \(values.count) values, not what it needs")
    }
    if prepared.count >= Self.preparedCountMax { try forgetPrepared() }
    statements[text] = statement
    nextName += 1
    let name = "s\(nextName)"
    guard PQsendPrepare(connection, name, statement.text, Int32(values.count), key.types) == 1
    else {
      throw lost()
    }
    prepared[key] = name
    sent.append(.preparation(key))
    return name
  }

  private func forgetPrepared() throws(StoreError) {
    try settle()
    prepared = [:]
    statements = [:]
    try outsidePipeline { () throws(StoreError) in try runScript("DEALLOCATE ALL") }
  }

  // MARK: Receiving

  /// Reads the results of all that was sent; throws the first failure.
  func settle() throws(StoreError) {
    if let result = try settle(keepingLast: false) { PQclear(result) }
  }

  /// The same, and gives the result of the last statement, which the caller clears.
  func settle(keepingLast: Bool) throws(StoreError) -> OpaquePointer? {
    if sent.isEmpty { return nil }
    let expected = sent
    sent = []
    guard PQpipelineSync(connection) == 1 else { throw lost() }
    var failure: StoreError?
    var kept: OpaquePointer?
    for (index, what) in expected.enumerated() {
      guard let result = PQgetResult(connection) else {
        let lost = lost()
        throw failure ?? lost
      }
      let status = PQresultStatus(result)
      let isFine = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
      if !isFine {
        if case .preparation(let key) = what { prepared[key] = nil }
        if failure == nil, status != PGRES_PIPELINE_ABORTED {
          failure = isBroken ? lost() : refusal(result)
        }
      } else if case .statement = what {
        changedRowCount = Int(String(cString: PQcmdTuples(result))) ?? 0
      }
      if keepingLast, isFine, index == expected.count - 1 { kept = result } else { PQclear(result) }
      // Each statement's results end with a null.
      while let more = PQgetResult(connection) { PQclear(more) }
      if isBroken { break }
    }
    if !isBroken, let synchronised = PQgetResult(connection) { PQclear(synchronised) }
    if isBroken { failure = failure ?? lost() }
    if let failure {
      PQclear(kept)
      throw failure
    }
    heardCount += 1
    return kept
  }

  /// Runs a query and calls `body` for each row for as long as it returns true.
  func forEachRow(
    _ sql: String, _ values: [SQLValue], _ body: (borrowing SQLRow) throws -> Bool
  ) throws {
    try send(sql, values)
    guard let result = try settle(keepingLast: true) else { return }
    defer { PQclear(result) }
    for row in 0..<PQntuples(result) {
      guard try body(SQLRow(.postgres(PostgresRow(result: result, row: row)))) else { return }
    }
  }

  // MARK: Outside of the pipeline

  /// Runs statements separated by `;`, as they stand.
  func executeScript(_ sql: String) throws(StoreError) {
    try settle()
    try outsidePipeline { () throws(StoreError) in try runScript(sql) }
  }

  private func outsidePipeline(
    _ body: () throws(StoreError) -> Void
  ) throws(StoreError) {
    guard PQexitPipelineMode(connection) == 1 else { throw lost() }
    defer { PQenterPipelineMode(connection) }
    try body()
  }

  private func runScript(_ sql: String) throws(StoreError) {
    guard let result = PQexec(connection, sql) else { throw lost() }
    defer { PQclear(result) }
    let status = PQresultStatus(result)
    guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
    else {
      throw isBroken ? lost() : refusal(result)
    }
  }

  // MARK: Notifications

  /// The server's process that this session has to itself.
  var backendNumber: Int32 { PQbackendPID(connection) }

  /// Takes in what the server sent unasked; returns how much of that came from other processes of the server than
  /// `known`, and nil where the connection is lost.
  func takeNotifications(besides known: Int32) -> Int? {
    guard PQconsumeInput(connection) == 1 else { return nil }
    var count = 0
    while let notification = PQnotifies(connection) {
      if notification.pointee.be_pid != known { count += 1 }
      PQfreemem(notification)
    }
    return count
  }

  /// Why the server did not do it.
  ///
  /// One that crashes says so to all its connections and closes them. Whoever sends then is told by libpq that this
  /// failed, in an error that has no SQLSTATE, for it is no answer of the server's, and of a connection that libpq still
  /// calls whole. Behind a fatal error of the server's own, a panic say, there comes nothing either.
  private func refusal(_ result: OpaquePointer) -> StoreError {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue!)).map { String(cString: $0) }
    }
    guard field("C") != nil else { return lost() }
    // The severity in English, whatever the server speaks.
    if let severity = field("V"), severity != "ERROR" { isAbandoned = true }
    return StoreError(postgresResult: result, name: name)
  }

  private func lost() -> StoreError {
    isAbandoned = true
    return StoreError(
      .unavailable,
      "\(name): the connection was lost (\(Self.words(connection))): try again later")
  }

  private static func words(_ connection: OpaquePointer) -> String {
    String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
