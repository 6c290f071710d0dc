import Fuzzing
import Messages
import Protobuf
import ProtobufFixture
import TestSupport
import Testing

/// The JSON mapping against Python's.
@Suite(.blocksItsThread) struct JSONPeerTests {
  /// What an `Any` of Python's may hold.
  private static let inside = MessageTypes([
    Fixture.V1.Leaf.self, Google.Protobuf.Duration.self, Google.Protobuf.StringValue.self,
  ])

  private static let types: [any Message.Type] = [
    Fixture.V1.Everything.self, Fixture.V1.WellKnown.self,
  ]

  private var decoding: JSONDecodingOptions {
    var options = JSONDecodingOptions()
    options.types = Self.inside
    return options
  }

  private var encoding: JSONEncodingOptions {
    var options = JSONEncodingOptions()
    options.types = Self.inside
    return options
  }

  @Test(arguments: [0, 1])
  func bothWriteWhatTheOtherReads(_ index: Int) throws {
    try check(Self.types[index])
  }

  private func check<M: Message>(_ type: M.Type) throws {
    let peer = try PythonPeer(type: M.descriptor.fullName)
    defer { peer.remove() }
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed)")
    let messages = try peer.random(seed: seed, count: 300)
    // Theirs, read by us.
    var read: [[UInt8]] = []
    for (index, answer) in try peer.json(of: messages).enumerated() {
      guard case .message(let text) = answer else {
        Issue.record("Python has no JSON for message \(index), seed \(seed)")
        return
      }
      do {
        read.append(try M(jsonBytes: text, decoding).serializedBytes())
      } catch {
        Issue.record("\(error) in \(String(decoding: text, as: UTF8.self)), seed \(seed)")
        return
      }
    }
    for (index, answer) in try peer.canonical(read).enumerated() {
      #expect(difference(answer, messages[index]) == nil, "seed \(seed), message \(index)")
    }
    // Ours, read by them and by us.
    var texts: [[UInt8]] = []
    for bytes in messages {
      let message = try M(serializedBytes: bytes)
      texts.append(try message.jsonBytes(encoding))
      #expect(try M(jsonBytes: texts.last!, decoding) == message)
    }
    for (index, answer) in try peer.messages(ofJSON: texts).enumerated() {
      let text = String(decoding: texts[index].prefix(4000), as: UTF8.self)
      #expect(difference(answer, messages[index]) == nil, "seed \(seed), \(text)")
    }
  }

  /// Texts with a few bytes changed: what both take for a message is the same one, we take nothing that
  /// Python refuses, and what only we refuse we refuse on purpose.
  @Test(arguments: [0, 1])
  func agreesWithPythonOnDamagedTexts(_ index: Int) throws {
    try checkDamaged(Self.types[index])
  }

  private func checkDamaged<M: Message>(_ type: M.Type) throws {
    let peer = try PythonPeer(type: M.descriptor.fullName)
    defer { peer.remove() }
    // Always the same: what only Python takes is known case by case, not as a rule.
    let seed: UInt64 = 1
    let whole = try peer.random(seed: seed, count: 100).map {
      try M(serializedBytes: $0).jsonBytes(encoding)
    }.filter { $0.count < 2000 }
    var mutator = Mutator(SeededGenerator(seed: seed))
    let texts = (0..<2000).map { _ in
      mutator.mutate(
        whole.randomElement(using: &mutator.generator)!,
        with: whole.randomElement(using: &mutator.generator)!)
    }
    let ours = texts.map { try? M(jsonBytes: $0, decoding).serializedBytes() }
    let theirs = try peer.messages(ofJSON: texts)
    let oursCanonical = try peer.canonical(ours.map { $0 ?? [] })
    var bothAccept = 0
    for index in texts.indices {
      let text = String(decoding: texts[index], as: UTF8.self)
      switch (ours[index], theirs[index]) {
      case (.some, .message(let theirs)):
        bothAccept += 1
        #expect(difference(oursCanonical[index], theirs) == nil, "seed \(seed): \(text)")
      case (.some, _): Issue.record("only we take this, seed \(seed): \(text)")
      case (.none, .message):
        do {
          _ = try M(jsonBytes: texts[index], decoding)
        } catch  where isDeliberate(error) {
        } catch {
          Issue.record("only we refuse (\(error.code): \(error)), seed \(seed): \(text)")
        }
      case (.none, _): break
      }
    }
    #expect(bothAccept > 20, "seed \(seed)")
  }

  /// Python hands the content of some strings to functions of its library that take more than the mapping
  /// has: base64 passes over characters that are none of its own, `int` and `float` take underscores and
  /// spaces, and so do the parts of times and durations. Paths of a mask may hold anything, and be empty. Keys
  /// that Unicode calls equivalent are two to Python and one to Swift.
  private func isDeliberate(_ error: JSONError) -> Bool {
    error.code == .badValue
      && [
        "the string is not base64", "the number is no ", "the string is no RFC 3339 time",
        "the string is no duration", "a boolean where a number belongs",
        "a path of a FieldMask is empty or not in lower camel case",
        "two keys are spellings that Unicode calls equivalent",
      ].contains { error.description.contains($0) }
  }
}
