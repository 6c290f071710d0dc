import Fuzzing
import TestSupport
import Testing

/// The fuzzers' properties on everything that was kept, and on changes to it.
@Suite(.blocksItsThread) struct FuzzTests {
  @Test(arguments: FuzzTarget.allCases)
  func theCorpusHolds(_ target: FuzzTarget) throws {
    let inputs = try Corpus.inputs(for: target)
    #expect(inputs.count >= 5, "\(target) has a corpus of \(inputs.count)")
    for (name, bytes) in inputs { check(target, bytes, "Corpus/\(target.rawValue)/\(name)") }
    check(target, [], "no bytes at all")
  }

  @Test(arguments: FuzzTarget.allCases)
  func changedInputsHold(_ target: FuzzTarget) throws {
    let inputs = try Corpus.inputs(for: target).map(\.bytes)
    let seed = SeededGenerator.freshSeed()
    print("\(target) seed \(seed)")
    var mutator = Mutator(SeededGenerator(seed: seed))
    for index in 0..<(target == .session ? 1000 : 4000) {
      let input = inputs.randomElement(using: &mutator.generator)!
      let other = inputs.randomElement(using: &mutator.generator)!
      check(target, mutator.mutate(input, with: other), "seed \(seed), input \(index)")
    }
  }

  private func check(_ target: FuzzTarget, _ bytes: [UInt8], _ what: String) {
    do throws(BrokenProperty) {
      try bytes.withUnsafeBufferPointer { (buffer) throws(BrokenProperty) in
        try target.run(UnsafeRawBufferPointer(buffer))
      }
    } catch {
      Issue.record("\(what): \(error)")
    }
  }
}
