internal import Foundation
internal import Messages
internal import Service

/// The options of `apus generate`, checked.
struct GenerationOptions: Sendable {
  /// A prompt file larger than this is a mistake.
  static let promptByteCountMax = 16 << 20

  var prompt: String
  var isChat: Bool
  var maxTokens: Int
  var temperature: Double
  var topP: Double?
  var minP: Double?
  var seed: UInt64
  var stop: [String]
  /// The text of a JSON Schema.
  var jsonSchema: String?
  var regex: String?
  var speculates: Bool
  var threadCount: Int?
  var logprobs: Int?

  init(_ invocation: Invocation) throws {
    prompt = try Self.prompt(invocation)
    isChat = invocation.values.flag("chat")
    maxTokens = invocation.values.integer("max-tokens") ?? 128
    temperature = try invocation.number("temperature", in: 0...100) ?? 0
    topP = try invocation.number("top-p", in: Double.leastNonzeroMagnitude...1)
    minP = try invocation.number("min-p", in: 0...1)
    seed = UInt64(invocation.values.integer("seed") ?? 0)
    stop = invocation.strings("stop")
    jsonSchema = try invocation.values.string("json-schema").map {
      try Self.text(ofFile: $0, "schema file")
    }
    regex = invocation.values.string("regex")
    if jsonSchema != nil, regex != nil {
      throw UsageError("two forms of the answer; give either --json-schema or --regex")
    }
    if jsonSchema != nil || regex != nil, !stop.isEmpty {
      throw UsageError("--stop could cut an answer of a given form short; leave it out")
    }
    speculates = invocation.values.string("speculation") != "off"
    threadCount = invocation.values.integer("threads")
    logprobs = invocation.values.integer("logprobs")
  }

  private static func prompt(_ invocation: Invocation) throws -> String {
    switch (invocation.values.string("prompt"), invocation.values.string("prompt-file")) {
    case (let text?, nil): return text
    case (nil, let path?):
      return try text(ofFile: path, "prompt file")
    case (nil, nil): throw UsageError("no prompt; give one with --prompt or --prompt-file")
    default: throw UsageError("two prompts; give either --prompt or --prompt-file")
    }
  }

  /// - Parameter what: the file is, for errors.
  private static func text(ofFile path: String, _ what: String) throws -> String {
    let bytes: [UInt8]
    do {
      let file = try DocumentFile(path)
      guard file.byteCount <= promptByteCountMax else {
        throw CommandFailure(
          "it has \(file.byteCount) bytes; allowed: at most \(promptByteCountMax)")
      }
      bytes = try file.read(upTo: promptByteCountMax)
    } catch {
      throw CommandFailure("\(what) '\(path)': \(error)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(what) '\(path)': it is not text in UTF-8")
    }
    return text
  }

  /// The request for a worker.
  var request: Apus.Inference.V1.GenerateRequest {
    var request = Apus.Inference.V1.GenerateRequest()
    request.input =
      isChat
      ? .conversation(.init(messages: [.init(role: .user, content: prompt)])) : .prompt(prompt)
    request.maxTokens = UInt32(maxTokens)
    request.sampling = .init(
      temperature: Float(temperature), topP: topP.map { Float($0) }, minP: minP.map { Float($0) },
      seed: seed)
    request.stop = stop
    request.outputConstraint =
      jsonSchema.map { .init(kind: .jsonSchema($0)) } ?? regex.map { .init(kind: .regex($0)) }
    request.speculation = .init(mode: speculates ? .on : .off)
    request.logprobs = logprobs.map { UInt32($0) }
    return request
  }
}
