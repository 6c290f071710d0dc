/// Reading documents that people write: a field that the format does not know is a mistake in
/// spelling, and is refused rather than ignored.
struct FieldName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The container of a document's object, when it has no field besides the known ones, and null only
  /// where that means something.
  func fields<Key: CodingKey & CaseIterable & Equatable>(
    _ type: Key.Type, nullable: [Key] = []
  ) throws -> KeyedDecodingContainer<Key> {
    let known = Set(Key.allCases.map(\.stringValue))
    let given = try container(keyedBy: FieldName.self).allKeys.map(\.stringValue)
    if let unknown = given.filter({ !known.contains($0) }).min() {
      throw mistake("has the unknown field '\(unknown)'; known are \(known.quotedList)")
    }
    let container = try container(keyedBy: type)
    for key in container.allKeys where try container.decodeNil(forKey: key) {
      if !nullable.contains(key) {
        throw mistake("has null for '\(key.stringValue)'; leave it out")
      }
    }
    return container
  }

  /// The only field of an object whose field says what it is.
  func onlyField<Key: CodingKey & CaseIterable & Equatable>(
    _ type: Key.Type, nullable: [Key] = []
  ) throws -> (Key, KeyedDecodingContainer<Key>) {
    let container = try fields(type, nullable: nullable)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      throw mistake("needs exactly one of \(type.allCases.map(\.stringValue).quotedList)")
    }
    return (key, container)
  }

  func mistake(_ description: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath, debugDescription: description))
  }
}

extension DecodingError {
  /// The place in the document and what is wrong there.
  var documentProblem: String {
    switch self {
    case .typeMismatch(let type, let context):
      "\(Self.place(context.codingPath)) is not \(Self.name(of: type))"
    case .valueNotFound(let type, let context):
      "\(Self.place(context.codingPath)) is null; give \(Self.name(of: type))"
    case .keyNotFound(let key, let context):
      "\(Self.place(context.codingPath)) has no '\(key.stringValue)'; give one"
    case .dataCorrupted(let context):
      "\(Self.place(context.codingPath)) \(context.debugDescription)"
    @unknown default: "\(self)"
    }
  }

  /// Such as "steps[2].retry".
  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text.isEmpty ? "the document" : "'\(text)'"
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is Bool.Type: "a boolean"
    case is any RangeReplaceableCollection.Type: "a list"
    default: "an object"
    }
  }
}

extension Sequence<String> {
  /// In order, each in quotes: "'a', 'b'".
  var quotedList: String { sorted().map { "'\($0)'" }.joined(separator: ", ") }
}
