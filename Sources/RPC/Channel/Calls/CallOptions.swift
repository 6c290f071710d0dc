/// What one call asks for beyond its request.
public struct CallOptions: Sendable {
  /// Metadata to send.
  public var metadata: Metadata
  /// How long the call may take; the surrounding ``CallScope`` may shorten it. Nil is no limit.
  public var timeout: Duration?
  /// Whether to gzip the requests.
  public var compression: Bool
  /// Whether to wait for a connection instead of failing while there is none. Bound it by `timeout`.
  public var waitForReady: Bool
  /// What ``LoadBalancing/ringHash(metadataKey:)`` divides calls by; nil takes it from the metadata.
  public var affinityKey: String?
  /// Called once with the initial metadata of the response.
  public var onInitialMetadata: (@Sendable (Metadata) -> Void)?
  /// Called once with the trailing metadata of the response, whether the call succeeded or not.
  public var onTrailingMetadata: (@Sendable (Metadata) -> Void)?

  /// Creates options.
  public init(
    metadata: Metadata = Metadata(), timeout: Duration? = nil, compression: Bool = false,
    waitForReady: Bool = false, affinityKey: String? = nil,
    onInitialMetadata: (@Sendable (Metadata) -> Void)? = nil,
    onTrailingMetadata: (@Sendable (Metadata) -> Void)? = nil
  ) {
    self.metadata = metadata
    self.timeout = timeout
    self.compression = compression
    self.waitForReady = waitForReady
    self.affinityKey = affinityKey
    self.onInitialMetadata = onInitialMetadata
    self.onTrailingMetadata = onTrailingMetadata
  }

  /// No metadata, no timeout, no compression.
  public static let defaults = CallOptions()
}
