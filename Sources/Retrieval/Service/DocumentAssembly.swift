/// Puts the parts of a stream together into documents. Holds no socket and no store.
///
/// States: idle (no header yet) -> collecting -> idle; a document that is too large, or whose header
/// is wrong, is refused at once: its parts are dropped unread until the next header, so that at most
/// one document of `byteCountMax` is ever held.
package struct DocumentAssembly: Sendable {
  /// A header as it came, without any wire type.
  package struct Header: Sendable, Hashable {
    package var tenant: String
    package var uri: String
    /// Nil when the sender leaves it to the URI.
    package var format: DocumentFormat?
    package var gzip: Bool
    package var byteCount: UInt64
    package var labels: [String: String]

    package init(
      tenant: String, uri: String, format: DocumentFormat? = nil, gzip: Bool = false,
      byteCount: UInt64 = 0, labels: [String: String] = [:]
    ) {
      self.tenant = tenant
      self.uri = uri
      self.format = format
      self.gzip = gzip
      self.byteCount = byteCount
      self.labels = labels
    }
  }

  /// A document that is complete, or why it was refused.
  package enum Outcome: Sendable {
    case offer(RetrievalIndex.Offer)
    case refused(uri: String, DocumentError)
  }

  package static let uriByteCountMax = 1_024
  package static let labelCountMax = 32
  package static let labelByteCountMax = 1_024
  package static let tenantByteCountMax = 128

  private enum State {
    case idle
    case collecting(RetrievalIndex.Offer, announced: UInt64)
    case refusing(uri: String, DocumentError)
  }

  private let byteCountMax: Int
  private var state = State.idle

  package init(byteCountMax: Int) { self.byteCountMax = byteCountMax }

  /// Begins a document; returns the one before it.
  package mutating func headerReceived(_ header: Header) -> Outcome? {
    let previous = finished()
    do throws(DocumentError) {
      let format = try Self.check(header, byteCountMax: byteCountMax)
      state = .collecting(
        RetrievalIndex.Offer(
          tenant: header.tenant, uri: header.uri, format: format,
          gzip: header.gzip, labels: header.labels, bytes: []),
        announced: header.byteCount)
    } catch {
      state = .refusing(uri: header.uri, error)
    }
    return previous
  }

  /// Adds bytes to the current document; false when there is none.
  package mutating func dataReceived(_ bytes: [UInt8]) -> Bool {
    switch state {
    case .idle: return false
    case .refusing: return true
    case .collecting(var offer, let announced):
      // The state lets go of the offer first, so that its bytes are not copied.
      state = .idle
      if offer.bytes.count + bytes.count > byteCountMax {
        state = .refusing(
          uri: offer.uri, .tooLarge(byteCountMax: byteCountMax, compressed: false))
      } else {
        offer.bytes += bytes
        state = .collecting(offer, announced: announced)
      }
      return true
    }
  }

  /// Ends the current document, if there is one.
  package mutating func finished() -> Outcome? {
    defer { state = .idle }
    switch state {
    case .idle: return nil
    case .refusing(let uri, let error): return .refused(uri: uri, error)
    case .collecting(let offer, let announced):
      guard announced == 0 || announced == UInt64(offer.bytes.count) else {
        return .refused(
          uri: offer.uri,
          .invalidHeader(
            "byte_count says \(announced), but \(offer.bytes.count) bytes came: send it again"))
      }
      return .offer(offer)
    }
  }

  private static func check(
    _ header: Header, byteCountMax: Int
  ) throws(DocumentError) -> DocumentFormat {
    guard (1...uriByteCountMax).contains(header.uri.utf8.count) else {
      throw .invalidHeader(
        "uri has \(header.uri.utf8.count) bytes; it must have 1 to \(uriByteCountMax)")
    }
    guard !header.uri.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw .invalidHeader("uri holds a control character; leave it out")
    }
    guard header.tenant.utf8.count <= tenantByteCountMax else {
      throw .invalidHeader(
        "tenant_id has \(header.tenant.utf8.count) bytes; at most \(tenantByteCountMax)")
    }
    guard header.labels.count <= labelCountMax,
      header.labels.allSatisfy({
        $0.key.utf8.count + $0.value.utf8.count <= labelByteCountMax && !$0.key.isEmpty
      })
    else {
      throw .invalidHeader(
        "metadata has \(header.labels.count) labels; at most \(labelCountMax) are kept, each with a "
          + "name and at most \(labelByteCountMax) bytes")
    }
    guard header.byteCount <= UInt64(byteCountMax) else {
      throw .tooLarge(byteCountMax: byteCountMax, compressed: false)
    }
    guard let format = header.format ?? DocumentFormat(uri: header.uri) else {
      throw .unknownType(uri: String(header.uri.prefix(200)))
    }
    return format
  }
}
