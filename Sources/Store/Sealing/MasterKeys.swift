/// The master keys that a process may use: one, and while it is being replaced the one before as well.
package struct MasterKeys: Sendable {
  /// The one that is to wrap all data keys, once `Database.rewrapDataKeys` was run.
  package let primary: MasterKey
  private let byID: [String: MasterKey]

  package init(_ primary: MasterKey, accepting others: [MasterKey] = []) {
    self.primary = primary
    byID = Dictionary(([primary] + others).map { ($0.id, $0) }) { first, _ in first }
  }

  /// The keys that options name, nil where they name none: a text from the environment or a file, which may
  /// hold the keys before it as well (`MasterKey.keys(inFile:)`), and the text of the key before.
  package init?(text: String, file: String, previousText: String = "") throws(StoreError) {
    var keys: [MasterKey] = []
    switch (text.isEmpty, file.isEmpty) {
    case (true, true): break
    case (false, true): keys = [try MasterKey(text: text, source: "APUS_MASTER_KEY")]
    case (true, false): keys = try MasterKey.keys(inFile: file)
    case (false, false):
      throw StoreError(
        .cannotOpen,
        "APUS_MASTER_KEY and a file of master keys are both given: leave one of them out")
    }
    let primary = keys.first
    if !previousText.isEmpty {
      keys.append(try MasterKey(text: previousText, source: "APUS_PREVIOUS_MASTER_KEY"))
    }
    guard let primary else {
      if keys.isEmpty { return nil }
      throw StoreError(
        .cannotOpen,
        "APUS_PREVIOUS_MASTER_KEY is given without a master key: give the new key as well")
    }
    self.init(primary, accepting: keys)
  }

  /// The ids of all that may be used, the primary one first.
  package var ids: [String] { [primary.id] + byID.keys.filter { $0 != primary.id }.sorted() }

  subscript(id: String) -> MasterKey? { byID[id] }
}
