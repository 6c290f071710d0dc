internal import Glibc

/// The options that all services have.
package enum CommonOptions {
  package static func specs(defaultPort: Int) -> [OptionSpec] {
    [
      .string(
        "listen", value: "HOST:PORT",
        help: "Where to serve gRPC; port 0 picks a free one, unix:PATH is a unix socket.",
        default: "0.0.0.0:\(defaultPort)"),
      .string(
        "admin-listen", value: "HOST:PORT", help: "Where to serve /metrics, /healthz and /readyz.",
        default: "127.0.0.1:9090"),
      .string(
        "health-listen", value: "HOST:PORT",
        help: "Where to serve gRPC health in plain text for probes: startup, readiness, liveness. "
          + "By default nowhere."),
      .string(
        "port-file", value: "FILE",
        help: "Once ready, write the bound addresses here as JSON (rpc, admin, pid, health)."),
      .string(
        "data", value: "DIRECTORY", help: "Where durable state lives.", default: ".apus"),
      .string(
        "models", value: "DIRECTORY",
        help: "Where model files live; by default .cache/apus/models in the home directory."),
      .choice(
        "log-level", of: LogLevel.allCases.map(\.name), help: "The least level that is logged.",
        default: "info"),
      .integer(
        "access-log", in: 0...1_000_000,
        help: "Log one call in so many that ended well, and each that did not; 0 logs none.",
        default: 1),
      .string("tls-cert", value: "FILE", help: "PEM certificate chain; turns TLS on."),
      .string("tls-key", value: "FILE", help: "PEM private key of the certificate."),
      .string(
        "tls-ca", value: "FILE",
        help: "PEM authorities whose client certificates are accepted; clients must then show one."),
      .duration(
        "drain-timeout", help: "How long calls in flight may take to finish at shutdown.",
        default: "30s"),
      .integer(
        "loops", in: 1...256, help: "Event loop threads that serve connections.",
        default: defaultLoopCount),
    ] + ServerOptions.specs + [
      ParentWatch.option,
      .flag("version", help: "Print the version and exit.").perCall,
      .flag("help", help: "Print this help and exit.").perCall,
    ]
  }

  /// `--<service>-target`: where another service is.
  package static func target(_ service: String, port: Int) -> OptionSpec {
    .string(
      "\(service)-target", value: "TARGET",
      help: "Where the \(service) service is: HOST:PORT, unix:PATH or dns:///NAME:PORT.",
      default: "127.0.0.1:\(port)")
  }

  /// For the services that have texts generated.
  package static let waitForWorkers = OptionSpec.flag(
    "wait-for-workers",
    help:
      "Let a generation wait, as long as its caller does, while there is no inference worker at all, "
      + "as with a pool that is scaled to zero; otherwise it is refused.")

  /// For the services that call others.
  package static let backendAuthorities = OptionSpec.string(
    "backend-tls-ca", value: "FILE",
    help:
      "PEM authorities of the services that this one calls; turns TLS on for those calls, which show "
      + "the certificate of --tls-cert.")

  /// `--store`: where a service that can share its state keeps it.
  package static let store = OptionSpec.string(
    "store", value: "ADDRESS",
    help:
      "A PostgreSQL database that replicas share, postgres://USER@HOST:PORT/DATABASE?sslmode=..., "
      + "instead of a file in the data directory. With a password give it by the environment or a "
      + "password file: other users see command lines.")

  /// `--log-archive`: where a service that keeps its state in a file archives what it commits.
  package static let logArchive = OptionSpec.string(
    "log-archive", value: "DIRECTORY",
    help:
      "Archive what is committed to the file of this service's state here, about once a second; given the folder of the "
      + "backups, `apus backup restore --at` then restores any moment. By default nothing is archived."
  )

  /// What the store's keys are wrapped by.
  package static let masterKeys: [OptionSpec] = [
    .string(
      "master-key-file", value: "FILE",
      help:
        "Seal what is stored under keys that this file's first line wraps: 64 hexadecimal digits or base64; "
        + "keys that it took the place of stand below it. Without one nothing is sealed."),
    .string(
      "master-key", value: "KEY",
      help: "The same key itself instead of a file, by the environment alone."
    ).secret,
    .string(
      "previous-master-key", value: "KEY",
      help: "The key that it takes the place of, by the environment alone."
    ).secret,
  ]

  /// Half of the processors, since the services share a machine; at most four.
  static var defaultLoopCount: Int {
    min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2))
  }
}
