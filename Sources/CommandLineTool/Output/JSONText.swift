internal import Foundation
internal import Messages
internal import Service

/// JSON that people give on the command line.
enum JSONText {
  /// - Parameter name: what it was given as, for errors.
  static func value(_ text: String, _ name: String) throws -> Google.Protobuf.Value {
    do {
      return try JSONDecoder().decode(Document.self, from: Data(text.utf8)).value
    } catch {
      throw UsageError("\(name) is '\(text)', which is no JSON; texts need quotes: '\"text\"'")
    }
  }

  private struct Document: Decodable {
    let value: Google.Protobuf.Value

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        value = nil
      } else if let string = try? container.decode(String.self) {
        value = .init(kind: .stringValue(string))
      } else if let fields = try? container.decode([String: Document].self) {
        value = .init(kind: .structValue(.init(fields: fields.mapValues(\.value))))
      } else if let list = try? container.decode([Document].self) {
        value = .init(kind: .listValue(.init(values: list.map(\.value))))
      } else if let number = try? container.decode(Double.self) {
        value = .init(kind: .numberValue(number))
      } else {
        value = .init(kind: .boolValue(try container.decode(Bool.self)))
      }
    }
  }
}

/// Options that are given as JSON.
extension Invocation {
  func json(_ name: String) throws -> Google.Protobuf.Value {
    try JSONText.value(values.string(name) ?? "null", "--\(name)")
  }

  func object(_ name: String) throws -> Google.Protobuf.Struct {
    guard case .structValue(let object)? = try json(name).kind else {
      throw UsageError("--\(name) is no JSON object; give one, such as '{\"title\": \"news\"}'")
    }
    return object
  }
}

extension JSONValue {
  init(_ value: Google.Protobuf.Value) {
    self =
      switch value.kind {
      case .boolValue(let bool): .bool(bool)
      case .numberValue(let number):
        Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
      case .stringValue(let string): .string(string)
      case .listValue(let list): .array(list.values.map { JSONValue($0) })
      case .structValue(let fields): JSONValue(fields)
      case .nullValue, nil: .null
      }
  }

  init(_ fields: Google.Protobuf.Struct) {
    self = .object(
      fields.fields.sorted { $0.key < $1.key }.map {
        .init(name: $0.key, value: JSONValue($0.value))
      })
  }
}
