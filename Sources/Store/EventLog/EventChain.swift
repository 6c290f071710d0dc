/// The hash chain of an event log: each row's hash covers its contents and the hash before it, so a
/// row cannot be changed, dropped or moved without every later hash disagreeing.
///
/// hash = SHA-256(previous hash, position, length and bytes of stream, version, length and bytes of
/// kind, time, payload as it is stored), see `ChainLink`.
enum EventChain {
  static let genesis = ChainLink.genesis

  static func hash(
    of event: RecordedEvent, stored payload: [UInt8], after previous: [UInt8]
  ) -> [UInt8] {
    var link = ChainLink(
      after: previous, byteCount: 96 + event.stream.utf8.count + payload.count)
    link.add(event.position)
    link.add(event.stream)
    link.add(event.version)
    link.add(event.kind)
    link.add(event.recordedAtMilliseconds)
    link.addLast(payload)
    return link.hash
  }
}
