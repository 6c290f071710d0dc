internal import Crypto
internal import Store

/// How a session began: what never changes of it, as it is stored. Its hash is where the chain of its turns begins.
///
/// hash = SHA-256(32 zero bytes, tenant, id, content, person, time to live, time, salt), see `ChainLink`. The log
/// keeps the hash (`SessionLog`); the salt, which goes with the session, keeps who has the log from guessing what it is of.
struct SessionBeginning {
  static let columns = "tenant, id, content, created_at_ms, ttl_ms, person, salt"
  static let columnCount = 7
  static let saltByteCount = 16

  let tenant: String
  let id: String
  let content: [UInt8]
  let createdAt: Int
  let timeToLive: Int?
  let person: Int?
  /// Nil until the session is chained, where a program of before began it.
  let salt: [UInt8]?
  let hash: [UInt8]

  init(
    tenant: String, id: String, content: [UInt8], createdAt: Int, timeToLive: Int?, person: Int?,
    salt: [UInt8]?
  ) {
    self.tenant = tenant
    self.id = id
    self.content = content
    self.createdAt = createdAt
    self.timeToLive = timeToLive
    self.person = person
    self.salt = salt
    var link = ChainLink(
      after: ChainLink.genesis, byteCount: 128 + tenant.utf8.count + id.utf8.count + content.count)
    link.add(tenant)
    link.add(id)
    link.add(content)
    link.add(optional: person)
    link.add(optional: timeToLive)
    link.add(createdAt)
    link.add(salt ?? [])
    hash = link.hash
  }

  /// Reads `columns`, which stand first.
  init(_ row: borrowing SQLRow) {
    self.init(
      tenant: row.text(0), id: row.text(1), content: row.blob(2), createdAt: row.int(3),
      timeToLive: row.optionalInt(4), person: row.optionalInt(5), salt: row.optionalBlob(6))
  }

  /// The same with a salt.
  func salted(_ salt: [UInt8]) -> SessionBeginning {
    SessionBeginning(
      tenant: tenant, id: id, content: content, createdAt: createdAt, timeToLive: timeToLive,
      person: person, salt: salt)
  }

  static func freshSalt() -> [UInt8] { SecureRandom.bytes(saltByteCount) }

  /// The stream of the log that says when it began and ended.
  var stream: String { SessionLog.streamPrefix + Hex.encode(hash) }
}
