/// Which tables are to be vacuumed when, decided from how many dead rows each has.
///
/// A table is due with 2,000 dead rows that are more than a twentieth of its live ones. After that it rests for a second, and
/// for ten times as long as it took, so that at most a tenth of one processor goes into it; for twice as long as before where its
/// dead rows stayed because somebody may still see them, up to a minute.
package struct VacuumSchedule {
  package struct Table {
    package var name: String
    package var liveRowCount: Int
    package var deadRowCount: Int

    package init(name: String, liveRowCount: Int, deadRowCount: Int) {
      self.name = name
      self.liveRowCount = liveRowCount
      self.deadRowCount = deadRowCount
    }
  }

  private struct Rest {
    var seconds: Double
    var end: Double
  }

  private static let deadRowCountMin = 2_000
  private static let liveRowsForADeadOne = 20
  private static let restSecondsMin = 1.0
  private static let restSecondsMax = 60.0
  private static let restForASecondOfWork = 10.0

  private var rests: [String: Rest] = [:]

  package init() {}

  /// The names of those that are due. Times are in seconds, from any one point.
  package func due(_ tables: [Table], at now: Double) -> [String] {
    tables.filter { Self.isWorthIt($0) && now >= rests[$0.name]?.end ?? -.infinity }.map(\.name)
  }

  /// A table was vacuumed, or was found to be vacuumed by somebody else, and has these rows now.
  package mutating func vacuumed(_ table: Table, from start: Double, to end: Double) {
    let before = rests[table.name]?.seconds ?? Self.restSecondsMin
    let wanted =
      Self.isWorthIt(table) ? min(Self.restSecondsMax, before * 2) : Self.restSecondsMin
    let rest = max(wanted, (end - start) * Self.restForASecondOfWork)
    rests[table.name] = Rest(seconds: rest, end: end + rest)
  }

  static func isWorthIt(_ table: Table) -> Bool {
    table.deadRowCount >= deadRowCountMin
      && table.deadRowCount > table.liveRowCount / liveRowsForADeadOne
  }
}
