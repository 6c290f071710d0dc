package import RPC

/// The options that say what a service's clients may ask of it: sizes, counts and times. Their defaults
/// are those of `ServerConfiguration`.
package enum ServerOptions {
  /// Where an option's value goes.
  private enum Place {
    case count(WritableKeyPath<ServerConfiguration, Int>, in: ClosedRange<Int>)
    /// At least a millisecond.
    case time(WritableKeyPath<ServerConfiguration, Duration>)
    /// 0 stands for nil.
    case timeOrNever(WritableKeyPath<ServerConfiguration, Duration?>)
  }

  private static var all: [(name: String, place: Place, help: String)] {
    [
      (
        "max-connections", .count(\.connectionCountMax, in: 1...1_000_000),
        "Connections at once, as far as the process may open descriptors; a further one is closed."
      ),
      (
        "max-connection-calls", .count(\.concurrentStreamCountMax, in: 1...100_000),
        "Calls at once on one connection; a further one is refused."
      ),
      (
        "max-request-bytes", .count(\.requestByteCountMax, in: 1...(1 << 30)),
        "Size of a request message, after decompression."
      ),
      (
        "max-response-bytes", .count(\.responseByteCountMax, in: 1...(1 << 30)),
        "Size of a response message, before compression."
      ),
      (
        "max-metadata-bytes", .count(\.metadataByteCountMax, in: 1024...(128 << 10)),
        "Size of a call's headers, 32 bytes added for each, as HTTP/2 counts."
      ),
      (
        "max-connection-age", .timeOrNever(\.connectionLimits.ageMax),
        "How long a connection lives, a tenth more or less, until its client is asked to connect anew; "
          + "0 is for ever."
      ),
      (
        "max-connection-age-grace", .timeOrNever(\.connectionLimits.ageGrace),
        "How long calls may go on after that; 0 is until they end."
      ),
      (
        "max-connection-idle", .timeOrNever(\.connectionLimits.idleTimeout),
        "How long a connection may be without a call until its client is asked to leave; 0 is for ever."
      ),
      (
        "keepalive-interval", .timeOrNever(\.connectionLimits.keepaliveInterval),
        "How long a client may be silent until it is asked for a sign of life; 0 never asks."
      ),
      (
        "keepalive-timeout", .time(\.connectionLimits.keepaliveTimeout),
        "How long it may take to give that sign until its connection is closed."
      ),
      (
        "min-ping-interval", .time(\.connectionLimits.pingIntervalMin),
        "How soon after another a client may ask for a sign of life itself; two sooner ones are forgiven."
      ),
      (
        "preface-timeout", .time(\.connectionLimits.prefaceTimeout),
        "How long a new connection may take to its first HTTP/2 frame."
      ),
      (
        "frame-timeout", .time(\.connectionLimits.frameTimeout),
        "How long a client may take to send one frame or header block."
      ),
      (
        "write-timeout", .time(\.connectionLimits.writeTimeout),
        "How long a client may take none of the bytes that wait for it."
      ),
    ]
  }

  package static var specs: [OptionSpec] {
    let defaults = ServerConfiguration()
    return all.map { name, place, help in
      switch place {
      case .count(let path, let range):
        .integer(name, in: range, help: help, default: defaults[keyPath: path])
      case .time(let path):
        .duration(
          name, atLeast: .milliseconds(1), help: help,
          default: OptionDuration.text(defaults[keyPath: path]))
      case .timeOrNever(let path):
        .duration(name, help: help, default: OptionDuration.text(defaults[keyPath: path] ?? .zero))
      }
    }
  }

  /// Sets what the options say.
  package static func apply(_ options: OptionValues, to configuration: inout ServerConfiguration) {
    for (name, place, _) in all {
      switch place {
      case .count(let path, _): configuration[keyPath: path] = options.integer(name)!
      case .time(let path): configuration[keyPath: path] = options.duration(name)!
      case .timeOrNever(let path):
        let time = options.duration(name)!
        configuration[keyPath: path] = time == .zero ? nil : time
      }
    }
  }
}
