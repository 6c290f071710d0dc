/// What the archived write-ahead logs beside the backups add to them.
extension BackupRepository {
  func logArchive(of name: String) -> LogArchive { LogArchive(of: name, beside: folder) }

  package func isLogArchived(of name: String) -> Bool { !logArchive(of: name).chains().isEmpty }

  /// What leads from a backup to the state at `time`, or as far as the log is archived; all of it is read and verified.
  ///
  /// Of commits that a killed process left it is known only about when they were made. With `takesEarliest` the state rather
  /// has them than lacks them.
  package func reach(
    of manifest: BackupManifest, notAfter time: Int, takesEarliest: Bool = false
  ) throws -> LogReach {
    guard let span = manifest.log else { return .none }
    return try LogSearch(time: time, takesEarliest: takesEarliest)
      .reach(of: span, in: logArchive(of: manifest.name))
  }

  /// From when to when a database can be restored to any moment, in milliseconds since 1970-01-01 UTC and in order; from the
  /// names of files alone.
  package func windows(of name: String) throws -> [ClosedRange<Int>] {
    let archive = logArchive(of: name)
    var windows: [ClosedRange<Int>] = []
    for taken in times(of: name) {
      guard let span = try manifest(of: name, notAfter: taken)?.log,
        let (chain, first) = archive.chain(from: span.begin)
      else { continue }
      let segments = chain.segments[first...]
      let gap = zip(segments, segments.dropFirst()).first { $1.number != $0.number + 1 }
      let end = gap?.0.lastTime ?? chain.coverage.time
      guard end >= span.time else { continue }
      if let last = windows.last, last.upperBound >= span.time {
        windows[windows.count - 1] = last.lowerBound...max(last.upperBound, end)
      } else {
        windows.append(span.time...end)
      }
    }
    return windows
  }
}
