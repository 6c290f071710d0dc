internal import Protobuf
internal import RPC
internal import Transport

/// Header fields as metadata and as a status. The input is a list of fields: the lengths of name and
/// value in a byte each, then both.
enum MetadataFuzz {
  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    var headers = HeaderList()
    var own = Metadata()
    while !input.rest.isEmpty {
      let (nameByteCount, valueByteCount) = (Int(input.byte()), Int(input.byte()))
      let name = input.take(nameByteCount)
      let value = input.take(valueByteCount)
      headers.append(name: name, value: value)
      own.append(text(name), text(value))
      own.appendBinary(text(name), Array(value))
      try checkPercent(value)
      try checkBase64(value)
    }
    try checkReceived(headers)
    try checkOwn(own)
    try checkStatus(headers)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func checkPercent(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    let decoded = PercentEncoding.decode(bytes)
    let encoded = PercentEncoding.encode(decoded)
    try require(encoded.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "'\(encoded)' is sent")
    let again = Array(encoded.utf8).withUnsafeBytes { PercentEncoding.decode($0) }
    try require(again == decoded, "'\(decoded)' comes back as '\(again)'")
  }

  private static func checkBase64(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    let encoded = Base64.encode(Array(bytes))
    try require(Base64.decode(encoded.utf8) == Array(bytes), "'\(encoded)' is read as other bytes")
    guard let decoded = Base64.decode(bytes) else { return }
    // Either alphabet, padding and stray bits at the end are accepted: what they mean must be stable.
    let again = Base64.decode(Base64.encode(decoded).utf8)
    try require(again == decoded, "\(decoded) comes back as \(String(describing: again))")
  }

  private static func checkReceived(_ headers: HeaderList) throws(BrokenProperty) {
    let metadata = Metadata(received: headers)
    try require(metadata.count <= headers.count, "fields were added")
    for (name, value) in metadata {
      try require(!name.isEmpty && !name.hasPrefix("grpc-") && !name.hasPrefix(":"), "'\(name)'")
      _ = TraceContext(traceparent: value)
      _ = metadata.binaryValues(name)
    }
  }

  /// What the API takes from an application fits into a header field.
  private static func checkOwn(_ metadata: Metadata) throws(BrokenProperty) {
    for (name, value) in metadata {
      try require(
        name.utf8.allSatisfy { (0x21...0x7e).contains($0) && !(0x41...0x5a).contains($0) },
        "the name '\(name)' is sent")
      try require(
        value.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !value.hasPrefix(" ")
          && !value.hasSuffix(" "), "the value '\(value)' is sent")
      if name.hasSuffix("-bin") {
        let isComplete = metadata.binaryValues(name).count == metadata.values(name).count
        try require(isComplete, "a value of '\(name)' was lost")
      }
    }
  }

  /// A status that was read is sent on as the same status.
  private static func checkStatus(_ headers: HeaderList) throws(BrokenProperty) {
    guard let status = StatusTrailers.parse(headers) else { return }
    guard status.message.utf8.count <= StatusTrailers.messageByteCountMax else { return }
    var sent = HeaderList()
    StatusTrailers.append(status, to: &sent)
    guard let again = StatusTrailers.parse(sent) else {
      throw BrokenProperty("\(status) is sent as OK")
    }
    try require(
      again.code == status.code && again.message == status.message
        && again.details == status.details, "\(status) is sent on as \(again)")
  }
}
