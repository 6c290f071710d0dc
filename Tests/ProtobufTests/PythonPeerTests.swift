import Protobuf
import ProtobufFixture
import TestSupport
import Testing

/// The runtime against Python's protobuf, an independent implementation.
@Suite(.blocksItsThread) struct PythonPeerTests {
  typealias Everything = Fixture.V1.Everything

  /// What Python writes is read and written again with the same content in the same bytes.
  ///
  /// Python orders the entries of a map in its own way, so that bytes are compared after it has
  /// read ours, and apart from that by their number.
  @Test func readsAndWritesWhatPythonWrites() throws {
    let peer = try PythonPeer(type: "fixture.v1.Everything")
    defer { peer.remove() }
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed)")
    let messages = try peer.random(seed: seed, count: 400)
    #expect(messages.count == 400)
    #expect(messages.contains { $0.count > 1000 }, "seed \(seed)")
    let written = try messages.map { try Everything(serializedBytes: $0).serializedBytes() }
    for (index, answer) in try peer.canonical(written).enumerated() {
      #expect(difference(answer, messages[index]) == nil, "seed \(seed), message \(index)")
      #expect(written[index].count == messages[index].count, "seed \(seed), message \(index)")
    }
  }

  /// What we write is the message that we meant, and Python needs the same bytes for it.
  @Test func pythonReadsAndWritesWhatWeWrite() throws {
    let peer = try PythonPeer(type: "fixture.v1.Everything")
    defer { peer.remove() }
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let messages = (0..<300).map { _ in RandomMessage.everything(&generator, depth: 2) }
    let written = messages.map { $0.serializedBytes() }
    for (index, answer) in try peer.canonical(written).enumerated() {
      guard case .message(let answer) = answer else {
        Issue.record("Python: \(answer) for message \(index); seed \(seed)")
        continue
      }
      #expect(answer.sorted() == written[index].sorted(), "seed \(seed), message \(index)")
      let isSame = try Everything(serializedBytes: answer) == messages[index]
      #expect(isSame, "seed \(seed), message \(index)")
    }
  }

  /// Damaged, spliced and repeated messages: both sides take them for the same message or refuse
  /// them, except where a refusal of ours is deliberate.
  @Test func agreesWithPythonOnDamagedMessages() throws {
    let peer = try PythonPeer(type: "fixture.v1.Everything")
    defer { peer.remove() }
    let seed = SeededGenerator.freshSeed()
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let whole = try peer.random(seed: seed, count: 150)
    var inputs: [[UInt8]] = []
    for _ in 0..<4000 {
      let first = whole.randomElement(using: &generator)!
      let second = whole.randomElement(using: &generator)!
      inputs.append(damaged(first, second, &generator))
    }
    let ours = inputs.map { try? Everything(serializedBytes: $0).serializedBytes() }
    let theirs = try peer.canonical(inputs)
    // Our unknown fields are taken out by the same hand as theirs.
    let oursCanonical = try peer.canonical(ours.map { $0 ?? [] })
    var bothAccept = 0
    // Text that a later field of the same oneof replaces: Python checks it, we only what is kept. Few
    // inputs have one; more would be another leniency.
    var discarded = 0
    for index in inputs.indices {
      switch (ours[index], theirs[index]) {
      case (.some, .message(let theirs)):
        bothAccept += 1
        #expect(
          difference(oursCanonical[index], theirs) == nil, "seed \(seed), input \(index)")
      case (.none, .refused), (_, .ownReading): break
      case (.some, .refused):
        discarded += 1
        guard case .message = oursCanonical[index] else {
          Issue.record("only Python refuses; seed \(seed), input \(index)")
          continue
        }
      case (.none, .message):
        let error = #expect(throws: DecodingError.self) {
          try Everything(serializedBytes: inputs[index])
        }
        #expect(isDeliberate(error), "only we refuse (\(String(describing: error))); seed \(seed)")
      }
    }
    #expect(bothAccept > 500, "seed \(seed)")
    #expect(discarded <= 5, "seed \(seed)")
  }

  /// Packed bools other than 0 and 1, which libprotobuf-c cannot hold and no writer produces; and
  /// field number 0, which the format forbids and Python lets pass where it closes a group.
  private func isDeliberate(_ error: DecodingError?) -> Bool {
    guard let description = error?.description else { return false }
    return description.hasPrefix("the packed bool") || description.hasPrefix("field number 0 ")
  }

  private func damaged(
    _ first: [UInt8], _ second: [UInt8], _ generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = first
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: bytes += second
    case 1: bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)))
    case 2:
      guard !bytes.isEmpty else { return second }
      bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
        in: 0...255, using: &generator)
    case 3:
      let cut = Int.random(in: 0...bytes.count, using: &generator)
      bytes.insert(contentsOf: second.prefix(40), at: cut)
    default:
      guard !bytes.isEmpty else { return second }
      bytes.remove(at: Int.random(in: bytes.indices, using: &generator))
    }
    return bytes
  }
}
