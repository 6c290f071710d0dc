internal import Transport

/// Who a client proved to be with its certificate (mutual TLS): the subject, and the subject alternative
/// names by kind. The server's authorities have vouched for all of it.
public struct PeerIdentity: Sendable, Hashable {
  /// The subject as RFC 2253 writes it: `CN=orders,O=Example`.
  public var subject: String
  /// DNS names.
  public var dnsNames: [String]
  /// URIs, such as SPIFFE identities.
  public var uris: [String]
  /// Mail addresses.
  public var emailAddresses: [String]
  /// Addresses as text: `10.0.0.7`, `2001:db8::7`.
  public var ipAddresses: [String]

  init(_ identity: TLSPeerIdentity) {
    subject = identity.subject
    dnsNames = identity.dnsNames
    uris = identity.uris
    emailAddresses = identity.emailAddresses
    ipAddresses = identity.ipAddresses
  }
}

/// The other end of a connection; one object for all of its calls.
final class PeerFacts: Sendable {
  /// The address, and the subject of the certificate if there is one: `127.0.0.1:4711 (CN=orders)`.
  let text: String
  let identity: PeerIdentity?

  init(_ address: SocketAddress, _ identity: TLSPeerIdentity?) {
    text = "\(address)" + (identity.map { " (\($0.subject))" } ?? "")
    self.identity = identity.map(PeerIdentity.init)
  }
}
