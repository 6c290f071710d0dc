import Inference
import Testing

@Suite struct TokenizerErrorTests {
  private let valid = VocabularySource(
    model: "gpt2", preTokenizer: "smollm", tokens: ["a", "b", "ab", "<|x|>"], kinds: [1, 1, 1, 3],
    merges: ["a b"])

  private func error(_ change: (inout VocabularySource) -> Void) -> String {
    var source = valid
    change(&source)
    do throws(TokenizerError) {
      _ = try Tokenizer(source)
      return "none"
    } catch {
      return error.description
    }
  }

  @Test func `A valid vocabulary works`() throws {
    #expect(try Tokenizer(valid).encode("abba") == [2, 1, 0])
  }

  @Test func `What cannot be used is named`() {
    #expect(error { $0.model = "rwkv" }.contains("\"rwkv\""))
    #expect(
      error { $0.preTokenizer = "viking" }.contains("supported: gpt-2, smollm, llama-bpe, qwen2"))
    #expect(error { $0.tokens = [] }.contains("tokenizer.ggml.tokens"))
    #expect(error { $0.merges = [] }.contains("tokenizer.ggml.merges"))
    #expect(error { $0.kinds = [1] }.contains("1 types for 4 tokens"))
    #expect(error { $0.kinds[2] = 77 }.contains("77 is not a token type"))
    #expect(error { $0.tokens[0] = "日" }.contains("tokens[0]"))
    #expect(error { $0.endOfText = 4 }.contains("4 tokens"))
    #expect(error { $0.beginOfText = -1 }.contains("4 tokens"))
    for merge in ["ab", "a b c", "a z", "z a", "b a", " ab", ""] {
      #expect(error { $0.merges = [merge] }.contains("merges[0]"), "\(merge)")
    }
  }

  @Test func `A merge can never make a control token`() {
    #expect(error { $0.kinds = [1, 1, 3, 3] }.contains("normal token"))
  }
}
