internal import Messages

/// Workflow data as JSON-like messages, and back.
extension Value {
  init(_ value: Google.Protobuf.Value?) {
    self =
      switch value?.kind {
      case .boolValue(let bool): .bool(bool)
      case .numberValue(let number): .number(number)
      case .stringValue(let string): .string(string)
      case .listValue(let list): .list(list.values.map { Value($0) })
      case .structValue(let fields): .object(fields.fields.mapValues { Value($0) })
      case .nullValue, nil: .null
      }
  }

  /// The fields of an object's message; none when it is absent.
  static func fields(_ message: Google.Protobuf.Struct?) -> [String: Value] {
    (message?.fields ?? [:]).mapValues { Value($0) }
  }

  var message: Google.Protobuf.Value {
    switch self {
    case .null: nil
    case .bool(let bool): .init(kind: .boolValue(bool))
    case .number(let number): .init(kind: .numberValue(number))
    case .string(let string): .init(kind: .stringValue(string))
    case .list(let list): .init(kind: .listValue(.init(values: list.map(\.message))))
    case .object(let fields):
      .init(kind: .structValue(.init(fields: fields.mapValues(\.message))))
    }
  }

  /// As an object's message; `nil` when it is none.
  var structMessage: Google.Protobuf.Struct? {
    guard case .object(let fields) = self else { return nil }
    return .init(fields: fields.mapValues(\.message))
  }
}
