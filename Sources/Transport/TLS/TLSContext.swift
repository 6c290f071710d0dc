internal import Synchronization

/// Server side of TLS: certificate, key, trusted clients. New connections use the newest files that
/// were loaded; established ones keep theirs.
package final class TLSServerContext: Sendable {
  package let configuration: TLSServerConfiguration
  private let handle: Mutex<TLSContextHandle>

  /// Reads the files; throws an error that names the file and what is wrong with it.
  package init(_ configuration: TLSServerConfiguration) throws(TLSError) {
    self.configuration = configuration
    handle = Mutex(try TLSContextHandle.server(configuration))
  }

  /// Reads the files again. On failure the old ones stay in use.
  package func reload() throws(TLSError) {
    let fresh = try TLSContextHandle.server(configuration)
    handle.withLock { $0 = fresh }
  }

  func makeSession(on loop: EventLoop) -> TLSSession {
    TLSSession(context: handle.withLock { $0 }, role: .server, pool: loop.blockPool)
  }
}

/// Client side of TLS: trusted authorities and, for mutual TLS, our own certificate.
package final class TLSClientContext: Sendable {
  package let configuration: TLSClientConfiguration
  private let handle: Mutex<TLSContextHandle>

  /// Reads the files; throws an error that names the file and what is wrong with it.
  package init(_ configuration: TLSClientConfiguration) throws(TLSError) {
    self.configuration = configuration
    handle = Mutex(try TLSContextHandle.client(configuration))
  }

  /// Reads the files again. On failure the old ones stay in use.
  package func reload() throws(TLSError) {
    let fresh = try TLSContextHandle.client(configuration)
    handle.withLock { $0 = fresh }
  }

  /// `serverName` is what the server's certificate must be issued for: a DNS name or an IP address.
  func makeSession(on loop: EventLoop, serverName: String) -> TLSSession {
    TLSSession(
      context: handle.withLock { $0 }, role: .client(serverName: serverName), pool: loop.blockPool)
  }
}

/// Who the peer proved to be with its certificate.
package struct TLSPeerIdentity: Hashable, Sendable {
  /// The subject in RFC 2253 form: `CN=orders,O=Example`.
  package var subject: String
  /// DNS names of the subject alternative name extension.
  package var dnsNames: [String]
  /// URIs of the subject alternative name extension, such as SPIFFE identities.
  package var uris: [String]
  /// Mail addresses of the subject alternative name extension.
  package var emailAddresses: [String]
  /// Addresses of the subject alternative name extension, as text.
  package var ipAddresses: [String]
}
