internal import Store

/// Whom something is about: a tenant as a whole, or one person of it. A number stands for the id in whatever
/// outlives the person, such as the event log.
struct Person: Sendable, Hashable {
  let tenant: String
  /// Never given twice.
  let number: Int
  let isTenant: Bool

  /// In whose name to seal what is about the person, so that it can be forgotten by itself.
  var keyOwner: String { isTenant ? tenant : Self.keyOwner(number, of: tenant) }

  /// Whose key seals what belongs to a session or entry of person `number`; nil is nobody's.
  static func keyOwner(_ number: Int?, of tenant: String) -> String {
    number.map { DataKeys.part("\($0)", of: tenant) } ?? tenant
  }

  /// The stream of events of what is known about the person.
  var stream: String { "facts/\(number)" }

  /// An empty id is the tenant as a whole.
  static func find(
    _ id: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Person? {
    try connection.first(
      "SELECT number FROM people WHERE tenant = ? AND person = ?", [.text(tenant), .text(id)]
    ) { Person(tenant: tenant, number: $0.int(0), isTenant: id.isEmpty) }
  }

  static func ensure(
    _ id: String, of tenant: String, on connection: borrowing SQLConnection
  ) throws -> Person {
    if let known = try find(id, of: tenant, on: connection) { return known }
    // Not the engine's own counting: on PostgreSQL that goes on when a transaction is undone, and one that seals
    // under the key of a new number each time it runs would never end.
    let number = try connection.insertedRow(
      "UPDATE person_numbers SET last = last + 1 RETURNING last")
    try connection.execute(
      "INSERT INTO people (number, tenant, person) VALUES (?, ?, ?)",
      [.int(number), .text(tenant), .text(id)])
    return Person(tenant: tenant, number: number, isTenant: id.isEmpty)
  }
}
