internal import Protobuf
package import Transport

/// The key-value pairs that travel beside the messages of a call.
///
/// Names are case-insensitive and kept in lower case; a name may occur several times. Values are
/// printable ASCII, or bytes when the name ends in `-bin`. Names that HTTP/2 or gRPC use themselves
/// (`:path`, `grpc-...`, `content-type`, `te`, connection headers) are dropped when sent.
public struct Metadata: Sendable, Hashable {
  /// The fields; values of `-bin` names are in base64, as on the wire.
  package var headers: HeaderList

  /// Creates empty metadata.
  public init() {
    headers = HeaderList()
  }

  package init(headers: HeaderList) {
    self.headers = headers
  }

  /// What a peer sent, without the fields of the protocol itself.
  package init(received headers: HeaderList) {
    self.headers = headers.filter { !MetadataRules.isReserved($0) }
  }

  /// What may be sent: without names that the protocol itself uses.
  var withoutReserved: HeaderList {
    headers.isEmpty ? headers : headers.filter { !MetadataRules.isReserved($0) }
  }

  /// Whether there is no pair.
  public var isEmpty: Bool { headers.isEmpty }

  /// The number of pairs.
  public var count: Int { headers.count }

  /// Adds a pair. The value should be printable ASCII: what is not is replaced by `?`, and spaces at
  /// both ends are dropped, because HTTP/2 would refuse them.
  ///
  /// A name that HTTP/2 does not allow is ignored. For a `-bin` name use ``appendBinary(_:_:)``; a
  /// value given here counts as bytes of UTF-8.
  public mutating func append(_ name: String, _ value: String) {
    guard let name = MetadataRules.normalised(name) else { return }
    if name.hasSuffix("-bin") {
      headers.append(name, Base64.encode(Array(value.utf8)))
    } else {
      headers.append(name, MetadataRules.printable(value))
    }
  }

  /// Adds bytes under a name that ends in `-bin` (the ending is added when it is missing).
  public mutating func appendBinary(_ name: String, _ value: [UInt8]) {
    guard var name = MetadataRules.normalised(name) else { return }
    if !name.hasSuffix("-bin") { name += "-bin" }
    headers.append(name, Base64.encode(value))
  }

  /// Adds all pairs of `other`.
  public mutating func append(contentsOf other: Metadata) {
    headers.append(contentsOf: other.headers)
  }

  /// Removes every pair of this name.
  public mutating func removeAll(_ name: String) {
    let wanted = Array(name.lowercased().utf8)
    headers = headers.filter { !$0.elementsEqual(wanted) }
  }

  /// The first value of the name, or nil.
  public subscript(_ name: String) -> String? {
    var lowered = name.lowercased()
    return lowered.withUTF8 {
      headers.firstPosition(of: UnsafeRawBufferPointer($0), from: headers.firstPosition)
    }
    .map(headers.value(at:))
  }

  /// All values of the name, in order.
  public func values(_ name: String) -> [String] {
    positions(of: name).map(headers.value(at:))
  }

  /// The bytes of all values of a `-bin` name, in order; a value that is not base64 is left out.
  public func binaryValues(_ name: String) -> [[UInt8]] {
    positions(of: name).flatMap { position in
      headers.value(at: position).split(separator: ",", omittingEmptySubsequences: false)
        .compactMap { Base64.decode($0.utf8) }
    }
  }

  private func positions(of name: String) -> [Int] {
    var lowered = name.lowercased()
    return lowered.withUTF8 { wanted in
      var found: [Int] = []
      var start = headers.firstPosition
      while let position = headers.firstPosition(of: UnsafeRawBufferPointer(wanted), from: start) {
        found.append(position)
        start = headers.position(after: position)
      }
      return found
    }
  }
}

extension Metadata: Sequence {
  /// The pairs in order; values of `-bin` names are in base64.
  public func makeIterator() -> AnyIterator<(name: String, value: String)> {
    let headers = self.headers
    var next = headers.firstPosition
    return AnyIterator {
      guard let position = next else { return nil }
      next = headers.position(after: position)
      return (headers.name(at: position), headers.value(at: position))
    }
  }
}

extension Metadata: ExpressibleByDictionaryLiteral {
  /// Pairs in the order of the literal.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (name, value) in elements { append(name, value) }
  }
}
