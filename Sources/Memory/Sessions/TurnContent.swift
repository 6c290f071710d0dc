internal import Foundation
internal import Store

/// What the store holds of a turn in one value that can be sealed: its labels as JSON on one line, then its
/// text. A line of JSON begins with `{` and holds no line break, so there is one way to read it.
struct TurnContent {
  let text: String
  let metadata: [String: String]

  /// Where it is sealed to.
  static func place(tenant: String, session: String, position: Int) -> SealedPlace {
    SealedPlace("turns", .text(tenant), .text(session), .int(position))
  }

  init(text: String, metadata: [String: String]) {
    self.text = text
    self.metadata = metadata
  }

  init(_ bytes: [UInt8]) throws {
    guard let lineBreak = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      throw StoreError(.corrupt, "a turn has no labels: restore a backup")
    }
    let labels = bytes[..<lineBreak]
    metadata =
      labels.count == 2 ? [:] : try JSONDecoder().decode([String: String].self, from: Data(labels))
    text = String(decoding: bytes[(lineBreak + 1)...], as: UTF8.self)
  }

  func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 + text.utf8.count)
    bytes += metadata.isEmpty ? Array("{}".utf8) : try JSON.encode(metadata)
    bytes.append(UInt8(ascii: "\n"))
    bytes += text.utf8
    return bytes
  }
}

/// What the store holds of a session in one value that can be sealed.
struct SessionContent: Codable {
  let title: String
  /// Whose it is; nil is nobody's in particular.
  var person: String?

  /// Where it is sealed to.
  static func place(tenant: String, session: String) -> SealedPlace {
    SealedPlace("sessions", .text(tenant), .text(session))
  }
}

/// JSON as it is stored: on one line, the same value always as the same bytes.
enum JSON {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw StoreError(
        .corrupt, "a stored value is none that this version can read: use the version that wrote it"
      )
    }
  }
}
