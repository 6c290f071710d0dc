/// A table as its database describes it.
struct StoreTable: Hashable {
  let name: String
  /// In the order in which they were declared.
  var columns: [String] = []
  /// The columns of the primary key, in its order.
  var key: [String] = []
  /// The column that the database numbers by itself, never twice the same.
  var identity: String?
  /// Tables whose rows have to be there first.
  var references: Set<String> = []

  /// `tables` so that each comes after those that it refers to.
  static func inOrderOfReference(_ tables: [StoreTable]) -> [StoreTable] {
    var ordered: [StoreTable] = []
    var rest = tables
    while !rest.isEmpty {
      let waiting = Set(rest.map(\.name))
      let next = rest.filter { $0.references.subtracting([$0.name]).isDisjoint(with: waiting) }
      // Tables that refer to each other in a circle cannot be ordered; the engine then says which row it misses.
      let taken = next.isEmpty ? rest : next
      ordered += taken
      rest.removeAll { table in taken.contains { $0.name == table.name } }
    }
    return ordered
  }

  static func quoted(_ name: String) -> String { "\"\(name)\"" }

  var quotedName: String { Self.quoted(name) }

  /// All rows with all columns, in an order that is the same on both engines.
  var selectingAll: String {
    let list = columns.map(Self.quoted).joined(separator: ", ")
    return
      "SELECT \(list) FROM \(quotedName) ORDER BY \(key.map(Self.quoted).joined(separator: ", "))"
  }
}

extension SQLConnection {
  /// The tables of the store, in order of name. Virtual tables of SQLite are not among them.
  func storeTables() throws -> [StoreTable] {
    switch dialect {
    case .sqlite: try tablesOfSQLite()
    case .postgres: try tablesOfPostgres()
    }
  }

  private func tablesOfSQLite() throws -> [StoreTable] {
    let found = try query(
      """
      SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND sql NOT LIKE 'CREATE VIRTUAL %' ORDER BY name
      """
    ) { (name: $0.text(0), sql: $0.text(1)) }
    return try found.map { name, sql in
      var table = StoreTable(name: name)
      var places: [(place: Int, column: String)] = []
      try forEachRow("SELECT name, pk FROM pragma_table_info(?)", [.text(name)]) { row in
        table.columns.append(row.text(0))
        if row.int(1) > 0 { places.append((row.int(1), row.text(0))) }
      }
      table.key = places.sorted { $0.place < $1.place }.map(\.column)
      if sql.contains("AUTOINCREMENT") { table.identity = table.key.first }
      try forEachRow("SELECT \"table\" FROM pragma_foreign_key_list(?)", [.text(name)]) { row in
        table.references.insert(row.text(0))
      }
      return table
    }
  }

  private func tablesOfPostgres() throws -> [StoreTable] {
    var tables: [String: StoreTable] = [:]
    let here = "c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind = 'r'"
    try forEachRow(
      """
      SELECT c.relname, a.attname, CAST(a.attidentity AS TEXT)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE \(here) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum
      """
    ) { row in
      var table = tables[row.text(0)] ?? StoreTable(name: row.text(0))
      table.columns.append(row.text(1))
      if !row.text(2).isEmpty { table.identity = row.text(1) }
      tables[table.name] = table
    }
    try forEachRow(
      """
      SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
      WHERE \(here) AND i.indisprimary ORDER BY c.relname, k.place
      """
    ) { row in tables[row.text(0)]?.key.append(row.text(1)) }
    try forEachRow(
      """
      SELECT c.relname, r.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
      JOIN pg_class r ON r.oid = f.confrelid WHERE \(here) AND f.contype = 'f'
      """
    ) { row in tables[row.text(0)]?.references.insert(row.text(1)) }
    return tables.values.sorted { $0.name < $1.name }
  }
}
