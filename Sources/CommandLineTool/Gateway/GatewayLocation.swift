internal import Foundation
internal import RPC
internal import Service

/// Where the gateway is and with which key to knock.
///
/// The address comes from --gateway, or from what `apus up` wrote into the data directory, or is the
/// default port. The key comes from APUS_API_KEY, --api-key-file, or the data directory.
struct GatewayLocation: Sendable {
  static let defaultAddress = "127.0.0.1:8080"

  var address: String
  var apiKey: String
  var tls = TLSSettings()

  static let settings: [OptionSpec] =
    [
      .string(
        "gateway", value: "HOST:PORT",
        help: "Where the gateway is; without it, the one that 'apus up' started, or "
          + "\(defaultAddress)."),
      .string(
        "api-key-file", value: "FILE",
        help: "File with the API key; without it APUS_API_KEY, or gateway/api-key under --data."),
      .string("data", value: "DIRECTORY", help: "Where Apus keeps its data.", default: ".apus"),
      .duration("timeout", help: "Longest time that the call may take, such as 30s."),
    ] + TLSSettings.options

  init(address: String, apiKey: String) {
    self.address = address
    self.apiKey = apiKey
  }

  init(_ invocation: Invocation) throws {
    tls = try TLSSettings(invocation)
    let data = invocation.values.string("data") ?? ".apus"
    if let given = invocation.values.string("gateway") {
      do {
        try Channel.check(target: given)
      } catch {
        throw UsageError("--gateway: \(error.message)")
      }
      address = given
    } else {
      address = Self.line(of: "\(data)/gateway/address") ?? Self.defaultAddress
    }
    if let path = invocation.values.string("api-key-file") {
      guard let key = Self.key(in: path) else {
        throw CommandFailure("cannot read a key from '\(path)'; check --api-key-file")
      }
      apiKey = key
    } else if let key = invocation.environment["APUS_API_KEY"], !key.isEmpty {
      apiKey = key
    } else if let key = Self.key(in: "\(data)/gateway/api-key") {
      apiKey = key
    } else {
      throw CommandFailure(
        "no API key: '\(data)/gateway/api-key' is not there. Start the services with 'apus up', "
          + "or name the key with --api-key-file or APUS_API_KEY")
    }
  }

  /// The first word of the first line that is no comment.
  static func key(in path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      if let word = line.split(whereSeparator: \.isWhitespace).first, !word.hasPrefix("#") {
        return String(word)
      }
    }
    return nil
  }

  private static func line(of path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return line.isEmpty ? nil : line
  }
}
