/// The server's side of one call, as its handler's adapter sees it.
@usableFromInline
package protocol ServerExchange: MessageSource, MessageSink {
  /// The one request of a call that has exactly one; an error when there are none or several.
  func takeOnlyMessage() -> [UInt8]
  /// Sets the one response of a call that has exactly one. It leaves together with the status.
  func complete(with message: [UInt8])
}
