/// The master keys that a process may use: one, and while it is being replaced two.
package struct MasterKeys: Sendable {
  /// The one that is to wrap all data keys, once `Database.rewrapDataKeys` was run.
  package let primary: MasterKey
  private let byID: [String: MasterKey]

  package init(_ primary: MasterKey, accepting others: [MasterKey] = []) {
    self.primary = primary
    byID = Dictionary(([primary] + others).map { ($0.id, $0) }) { first, _ in first }
  }

  /// The keys that options name, nil where they name none: texts from the environment, or paths of files.
  package init?(
    text: String, file: String, previousText: String = "", previousFile: String = ""
  ) throws(StoreError) {
    let primary = try Self.key(text: text, file: file, variable: "APUS_MASTER_KEY")
    let previous = try Self.key(
      text: previousText, file: previousFile, variable: "APUS_PREVIOUS_MASTER_KEY")
    guard let primary else {
      if previous == nil { return nil }
      throw StoreError(
        .cannotOpen,
        "APUS_PREVIOUS_MASTER_KEY is given without APUS_MASTER_KEY: give the new key as well")
    }
    self.init(primary, accepting: previous.map { [$0] } ?? [])
  }

  private static func key(
    text: String, file: String, variable: String
  ) throws(StoreError) -> MasterKey? {
    switch (text.isEmpty, file.isEmpty) {
    case (true, true): return nil
    case (false, true): return try MasterKey(text: text, source: variable)
    case (true, false): return try MasterKey(file: file)
    case (false, false):
      throw StoreError(
        .cannotOpen, "\(variable) and \(variable)_FILE are both given: leave one of them out")
    }
  }

  subscript(id: String) -> MasterKey? { byID[id] }
}
