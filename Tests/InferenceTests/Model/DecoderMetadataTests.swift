import Compute
import Foundation
import Inference
import TestSupport
import Testing

/// What a family must state, and what it may not: refused by the name of the key.
@Suite struct DecoderMetadataTests {
  /// Loads a tiny model in whose file `text` is overwritten by `other` of the same length.
  private func load(
    _ family: DecoderFamily, replacing text: String, with other: [UInt8], behind count: Int = 0
  ) throws -> DecoderModel {
    var data = try TinyModel.bytes(family)
    let found = try #require(data.range(of: Data(text.utf8)))
    let place = found.lowerBound + count
    data.replaceSubrange(place..<place + other.count, with: other)
    let folder = try TemporaryFolder()
    let path = folder.file("model.gguf")
    try data.write(to: URL(fileURLWithPath: path))
    return try DecoderModel.load(path: path, pool: ComputePool(threadCount: 1))
  }

  @Test(arguments: [
    (DecoderFamily.qwen2, "rope.freq_base"), (.qwen3, "rope.freq_base"),
    (.qwen3, "attention.key_length"), (.gemma3, "rope.freq_base"),
    (.gemma3, "attention.key_length"), (.gemma3, "attention.sliding_window"),
    (.llama, "block_count"), (.gemma3, "attention.layer_norm_rms_epsilon"),
  ])
  func aMissingKeyIsNamed(family: DecoderFamily, key: String) throws {
    let full = "\(family.rawValue).\(key)"
    #expect {
      try load(family, replacing: full, with: Array("x".utf8), behind: full.utf8.count - 1)
    } throws: {
      ($0 as? ModelError)?.code == .inconsistent && "\($0)".contains("'\(full)' is missing")
    }
  }

  @Test(arguments: [
    (DecoderFamily.qwen2, "blk.1.attn_k.bias"), (.qwen3, "blk.0.attn_q_norm.weight"),
    (.gemma3, "blk.6.post_ffw_norm.weight"), (.gemma3, "blk.2.post_attention_norm.weight"),
  ])
  func aMissingTensorIsNamed(family: DecoderFamily, name: String) throws {
    #expect {
      try load(family, replacing: name, with: Array("x".utf8))
    } throws: {
      "\($0)".contains("tensor '\(name)' is missing")
    }
  }

  @Test func otherArchitecturesAreNamedBesideThoseThatAreSupported() throws {
    #expect {
      try load(.gemma3, replacing: "gemma3", with: Array("gemma9".utf8))
    } throws: {
      ($0 as? ModelError)?.code == .unsupported
        && "\($0)".contains(
          "'gemma9' is not supported; use a model of one of 'llama', 'qwen2', 'qwen3'")
    }
  }

  @Test func scalingThatIsNotLinearIsNamed() throws {
    #expect {
      try load(.qwen3, replacing: "linear", with: Array("longro".utf8))
    } throws: {
      "\($0)".contains("rope scaling 'longro' is not supported")
    }
  }

  @Test func aCapThatIsNoNumberIsNamed() throws {
    let key = "gemma3.final_logit_softcapping"
    let notANumber: [UInt8] = [0, 0, 0xc0, 0x7f]
    #expect {
      try load(.gemma3, replacing: key, with: notANumber, behind: key.utf8.count + 4)
    } throws: {
      "\($0)".contains("'\(key)' is nan")
    }
  }
}
