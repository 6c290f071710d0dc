/// The latest events of a run, without gaps, as far as this process has recorded them itself: who watches need not
/// read back from the store what was just written there.
package struct RecentHistory {
  private var entries: [HistoryEntry] = []
  package private(set) var byteCount = 0

  package init() {}

  /// nil when none is known.
  package var lastVersion: Int? { entries.last?.sequence }

  /// What does not follow is news of a run that others have moved on: only that is known from now on.
  package mutating func append(_ added: [HistoryEntry], byteCount addedByteCount: Int) {
    guard let first = added.first, let last = added.last else { return }
    if let lastVersion {
      if last.sequence <= lastVersion { return }
      if first.sequence != lastVersion + 1 { self = RecentHistory() }
    }
    entries += added
    byteCount += addedByteCount
  }

  /// The events after a version; nil when some of them may not be known here.
  package func entries(after version: Int) -> [HistoryEntry]? {
    guard let first = entries.first, let lastVersion, first.sequence <= version + 1,
      version <= lastVersion
    else { return nil }
    return Array(entries[(version + 1 - first.sequence)...])
  }
}
