import RPC
import Testing

/// gRPC's JSON form of a service config.
@Suite struct ServiceConfigTests {
  @Test func everythingIsRead() throws {
    let config = try ServiceConfig(
      json: """
        {
          "loadBalancingConfig": [{"xds_unknown": {}}, {"least_request": {"choiceCount": 3}}],
          "healthCheckConfig": {"serviceName": "a.B"},
          "methodConfig": [
            {"name": [{"service": "a.B", "method": "C"}], "timeout": "1.5s", "waitForReady": true,
             "retryPolicy": {"maxAttempts": 9, "initialBackoff": "0.1s", "maxBackoff": "3s",
               "backoffMultiplier": 1.5, "retryableStatusCodes": ["UNAVAILABLE", "aborted", 8]}},
            {"name": [{"service": "a.B", "method": "D"}],
             "hedgingPolicy": {"maxAttempts": 3, "hedgingDelay": "0.02s",
               "nonFatalStatusCodes": [14]}},
            {"name": [{"service": "a.B"}, {}], "timeout": "2s", "unknown": [1, {"x": null}]}
          ],
          "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.5}
        }
        """)
    let method = { MethodPath(service: "a.B", method: $0) }
    #expect(
      config.methods == [
        MethodConfig(
          [.method(method("C"))], timeout: .seconds(1.5), waitForReady: true,
          attempts: .retry(
            RetryPolicy(
              attemptCountMax: 5, backoffInitial: .milliseconds(100), backoffMax: .seconds(3),
              backoffMultiplier: 1.5,
              retryableCodes: [.unavailable, .aborted, .resourceExhausted]))),
        MethodConfig(
          [.method(method("D"))],
          attempts: .hedge(
            HedgingPolicy(attemptCountMax: 3, delay: .fixed(.milliseconds(20))))),
        MethodConfig([.service("a.B"), .everything], timeout: .seconds(2)),
      ])
    #expect(config.retryThrottling == RetryThrottling(tokenCountMax: 10, tokenRatio: 0.5))
    #expect(config.loadBalancing == .leastRequest(choiceCount: 3))
    #expect(config.watchedService == "a.B")
    #expect(try ServiceConfig(json: "{}") == ServiceConfig())
  }

  @Test(arguments: [
    ("", "not JSON"), ("[]", "object"), ("{} x", "byte 3"),
    (String(repeating: "[", count: 100), "nested"),
    ("{\"methodConfig\": {}}", "methodConfig: it must be a list"),
    ("{\"methodConfig\": [{\"name\": [{\"method\": \"M\"}]}]}", "without its service"),
    ("{\"methodConfig\": [{\"timeout\": 3}]}", "methodConfig[0].timeout"),
    ("{\"methodConfig\": [{\"timeout\": \"-3s\"}]}", "no duration"),
    ("{\"methodConfig\": [{\"timeout\": \"3\"}]}", "no duration"),
    ("{\"methodConfig\": [{\"retryPolicy\": {}}]}", "backoffMultiplier is missing"),
    ("{\"methodConfig\": [{\"name\": [{}], \"hedgingPolicy\": {\"maxAttempts\": 2}}]}", "may be"),
    (
      "{\"methodConfig\": [{\"name\": [{\"service\": \"S\"}], \"hedgingPolicy\": {}}]}",
      "methods of S"
    ),
    // The sign for kelvin is not the letter, whatever Unicode says.
    (
      "{\"methodConfig\": [{\"retryPolicy\": {\"backoffMultiplier\": 1, "
        + "\"retryableStatusCodes\": [\"O\u{212A}\"]}}]}",
      "it is no status code"
    ),
    ("{\"retryThrottling\": {\"maxTokens\": 1001, \"tokenRatio\": 1}}", "1 to 1000"),
    ("{\"retryThrottling\": {\"maxTokens\": 5, \"tokenRatio\": 0}}", "more than 0"),
    ("{\"loadBalancingConfig\": [{\"a\": {}, \"b\": {}}]}", "one policy"),
  ])
  func whatCannotBeRightSaysWhere(_ json: String, _ wanted: String) {
    do throws(RPCError) {
      _ = try ServiceConfig(json: json)
      Issue.record("\(json) was read")
    } catch {
      #expect(error.code == .invalidArgument)
      #expect(error.message.contains(wanted), "\(error.message)")
    }
  }

  @Test func theConfigOfACallComesFromJSONToo() async throws {
    var configuration = ChannelConfiguration()
    configuration.serviceConfig = try ServiceConfig(
      json: """
        {"loadBalancingConfig": [{"round_robin": {}}],
         "methodConfig": [{"name": [{"service": "apus.test.Replica", "method": "Who"}],
           "retryPolicy": {"maxAttempts": 3, "initialBackoff": "0.001s", "maxBackoff": "0.01s",
             "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}
        """)
    try await withReplicas(configuration: configuration) { channel, replicas in
      try await channel.warm(["a", "b", "c"])
      replicas[0].behave(.fail(.unavailable))
      for _ in 0..<6 {
        let name = try await channel.who()
        #expect(name != "a")
      }
    }
  }
}
