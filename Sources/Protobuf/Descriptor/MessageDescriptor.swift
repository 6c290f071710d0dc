internal import Synchronization

/// What a `.proto` file says about one message, and the table that libprotobuf-c works from.
///
/// The table is built when the first message of the type is read or written, together with those of
/// all message types reachable from it, and lives as long as the process.
public final class MessageDescriptor: Sendable {
  /// The name with its package, such as `apus.memory.v1.Session`.
  public let fullName: String
  /// The fields by ascending number. A field's position is its index in the writer and the reader.
  public let fields: [FieldDescriptor]

  /// Immortal; written only under the builder's lock and only before `isBuilt` is released.
  nonisolated(unsafe) let storage: UnsafeMutablePointer<MessageTable>
  private let isBuilt = Atomic<Bool>(false)
  /// Both names of every field in JSON; made when the first JSON of the type is read.
  private let jsonNames = Mutex<[ExactName: Int]>([:])

  /// Describes a message; `fields` must be sorted by number.
  public init(_ fullName: String, _ fields: [FieldDescriptor]) {
    precondition(
      zip(fields, fields.dropFirst()).allSatisfy { $0.number < $1.number },
      "the fields of \(fullName) must have ascending numbers")
    self.fullName = fullName
    self.fields = fields
    self.storage = TableBuilder.allocate(fullName: fullName)
  }

  deinit {
    // Tables point at each other by address, so that freeing one could leave another dangling.
    preconditionFailure("\(fullName): a message descriptor must be a static constant")
  }

  /// The table, built on first use. Safe from any thread.
  @usableFromInline
  var table: UnsafePointer<MessageTable> {
    if !isBuilt.load(ordering: .acquiring) {
      TableBuilder.build(self)
    }
    return UnsafePointer(storage)
  }

  /// The field that goes by a name in JSON, which may be that of the `.proto` file too.
  func index(ofJSONName name: String) -> Int? {
    jsonNames.withLock { names in
      if names.isEmpty {
        for (index, field) in fields.enumerated() { names[ExactName(field.name)] = index }
        // Where they collide, the name of one field in JSON is meant.
        for (index, field) in fields.enumerated() { names[ExactName(field.jsonName)] = index }
      }
      return names[ExactName(name)]
    }
  }

  var hasTable: Bool { isBuilt.load(ordering: .acquiring) }

  func tableWasBuilt() {
    isBuilt.store(true, ordering: .releasing)
  }
}
