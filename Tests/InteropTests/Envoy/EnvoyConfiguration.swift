import Foundation

/// How an Envoy stands between callers and servers: one plain-text listener for HTTP/1.1 and HTTP/2, one
/// cluster that speaks HTTP/2.
struct EnvoyConfiguration {
  /// A client certificate for the servers, and whom Envoy trusts.
  struct Certificates {
    var certificatePath: String
    var keyPath: String
    var authoritiesPath: String
  }

  /// `127.0.0.1:PORT` each; calls are dealt out in turn.
  var servers: [String]
  /// How often a call that ended with UNAVAILABLE is tried again.
  var retryCount = 0
  /// Ask the servers' gRPC health service ten times a second.
  var checksHealth = false
  /// How long callers' connections live; Envoy then drains them with GOAWAY.
  var connectionAge: Duration?
  var certificates: Certificates?

  /// The configuration as Envoy reads it, JSON being YAML.
  func json() throws -> Data {
    try JSONSerialization.data(
      withJSONObject: [
        "admin": ["address": Self.address("127.0.0.1:0")],
        "static_resources": ["listeners": [listener], "clusters": [cluster]],
      ], options: [.sortedKeys])
  }

  private static func address(_ text: String) -> [String: Any] {
    let parts = text.split(separator: ":")
    return ["socket_address": ["address": String(parts[0]), "port_value": Int(parts[1]) ?? 0]]
  }

  private static func typed(_ name: String, _ fields: [String: Any] = [:]) -> [String: Any] {
    fields.merging(["@type": "type.googleapis.com/envoy.extensions.\(name)"]) { $1 }
  }

  private static func seconds(_ duration: Duration) -> String {
    "\(duration / .seconds(1))s"
  }

  private var listener: [String: Any] {
    var manager: [String: Any] = [
      "stat_prefix": "in",
      "http_filters": [
        [
          "name": "grpc_web",
          "typed_config": Self.typed("filters.http.grpc_web.v3.GrpcWeb"),
        ],
        ["name": "router", "typed_config": Self.typed("filters.http.router.v3.Router")],
      ],
      "route_config": [
        "virtual_hosts": [
          [
            "name": "all", "domains": ["*"],
            "routes": [["match": ["prefix": "/"], "route": route]],
          ]
        ]
      ],
      // From the announcement to the final GOAWAY.
      "drain_timeout": "0.1s",
    ]
    if let connectionAge {
      manager["common_http_protocol_options"] = [
        "max_connection_duration": Self.seconds(connectionAge)
      ]
    }
    let filter: [String: Any] = [
      "name": "http",
      "typed_config": Self.typed(
        "filters.network.http_connection_manager.v3.HttpConnectionManager", manager),
    ]
    return [
      "name": "in", "address": Self.address("127.0.0.1:0"),
      "filter_chains": [["filters": [filter]]],
    ]
  }

  private var route: [String: Any] {
    // Calls may last: their own deadlines end them.
    var route: [String: Any] = ["cluster": "servers", "timeout": "0s"]
    if retryCount > 0 {
      route["retry_policy"] = [
        "retry_on": "unavailable", "num_retries": retryCount,
        "retry_back_off": ["base_interval": "0.005s"],
      ]
    }
    return route
  }

  private var cluster: [String: Any] {
    let endpoints: [[String: Any]] = servers.map {
      ["endpoint": ["address": Self.address($0)]]
    }
    var cluster: [String: Any] = [
      "name": "servers", "type": "STATIC", "connect_timeout": "5s",
      "load_assignment": ["cluster_name": "servers", "endpoints": [["lb_endpoints": endpoints]]],
      "typed_extension_protocol_options": [
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": Self.typed(
          "upstreams.http.v3.HttpProtocolOptions",
          ["explicit_http_config": ["http2_protocol_options": [String: Any]()]])
      ],
      // With one server that is unhealthy there is still the other, and nobody else.
      "common_lb_config": ["healthy_panic_threshold": ["value": 0]],
    ]
    if checksHealth {
      cluster["health_checks"] = [
        [
          "timeout": "5s", "interval": "0.1s", "no_traffic_interval": "0.1s",
          "unhealthy_threshold": 1, "healthy_threshold": 1,
          "grpc_health_check": [String: Any](),
        ]
      ]
    }
    if let certificates { cluster["transport_socket"] = Self.socket(certificates) }
    return cluster
  }

  private static func socket(_ certificates: Certificates) -> [String: Any] {
    let pair = [
      "certificate_chain": ["filename": certificates.certificatePath],
      "private_key": ["filename": certificates.keyPath],
    ]
    let common: [String: Any] = [
      "alpn_protocols": ["h2"], "tls_certificates": [pair],
      "validation_context": [
        "trusted_ca": ["filename": certificates.authoritiesPath],
        "match_typed_subject_alt_names": [
          ["san_type": "IP_ADDRESS", "matcher": ["exact": "127.0.0.1"]]
        ],
      ],
    ]
    return [
      "name": "tls",
      "typed_config": typed(
        "transport_sockets.tls.v3.UpstreamTlsContext", ["common_tls_context": common]),
    ]
  }
}
