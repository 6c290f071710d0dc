internal import Store

/// An event of a tenant, as it was published.
package struct PublishedEvent: Sendable, Hashable {
  /// Its place among the tenant's events, from 1, without gaps.
  package let sequence: Int
  package let name: String
  package let payload: Value
  package let key: String
  /// Of whoever published it; empty for none.
  package let traceparent: String
  package let publishedAt: Int
  /// Nobody can read its payload any more.
  package let isForgotten: Bool

  /// As it lies in the outbox.
  private struct Content: Codable {
    let payload: Value
    let traceparent: String
  }

  /// What a payload may have, as JSON.
  static let byteCountMax = 256 << 10

  static func message(
    _ name: String, _ payload: Value, key: String, traceparent: String
  ) throws -> NewMessage {
    let bytes = try RunCoding.encode(Content(payload: payload, traceparent: traceparent))
    guard bytes.count <= byteCountMax + 128 else {
      throw Orchestrator.Refusal.tooLarge(
        "the payload of event '\(name)' has \(bytes.count) bytes as JSON; at most \(byteCountMax) are taken, so "
          + "publish where its contents are")
    }
    return NewMessage(topic: name, payload: bytes, key: key)
  }

  init(_ message: OutboxMessage) throws {
    sequence = message.sequence
    name = message.topic
    key = message.key
    publishedAt = message.publishedAtMilliseconds
    isForgotten = message.isForgotten
    if message.isForgotten {
      (payload, traceparent) = (.object([:]), "")
      return
    }
    let content = try RunCoding.decode(Content.self, from: message.payload)
    (payload, traceparent) = (content.payload, content.traceparent)
  }
}
