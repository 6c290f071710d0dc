internal import Compute
internal import Crypto

/// A text encoder as a folder holds it: `config.json`, `vocab.txt` and `model.safetensors`.
package final class EmbeddingModel: Sendable {
  /// The folder's name.
  package let name: String
  /// SHA-256 of the weights, lower-case hexadecimal.
  package let sha256: String
  package let tokenizer: WordPieceTokenizer
  private let encoder: BertEncoder

  /// One thread for each processor that this process may use.
  package static var defaultThreadCount: Int { ComputePool.availableCoreCount }

  /// Loads and checks the whole model; throws rather than embed with a wrong one.
  package init(folder: String, threadCount: Int) throws {
    let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    name = folder.split(separator: "/").last.map(String.init) ?? folder
    let configuration = try BertConfiguration(path: folder + "/config.json")
    tokenizer = try WordPieceTokenizer(path: folder + "/vocab.txt")
    guard tokenizer.vocabularySize == configuration.vocabularySize else {
      throw EmbeddingError(
        .unsupported, path: folder + "/vocab.txt",
        "has \(tokenizer.vocabularySize) pieces where config.json says "
          + "\(configuration.vocabularySize): the files belong to different models")
    }
    let weights = folder + "/model.safetensors"
    let file = try SafeTensorsFile(path: weights)
    encoder = try BertEncoder(configuration: configuration, file: file, threadCount: threadCount)
    sha256 = try SHA256.hexDigest(ofFile: weights)
  }

  /// Length of a vector.
  package var dimension: Int { encoder.configuration.hiddenSize }
  /// Most tokens of one text that are read, the frame of two included.
  package var tokenCountMax: Int { encoder.tokenCountMax }

  /// The unit vectors of `texts`; what lies beyond ``tokenCountMax`` is not read. Blocks the thread.
  package func embed(_ texts: [String]) -> [[Float]] {
    encoder.embed(texts.map { tokenizer.encode($0, tokenCountMax: tokenCountMax) })
  }

  /// The unit vectors of texts that are tokens already, frame included. Blocks the thread.
  package func embed(tokens: [[Int32]]) -> [[Float]] { encoder.embed(tokens) }
}
