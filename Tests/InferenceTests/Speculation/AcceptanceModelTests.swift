import Inference
import Testing

@Suite struct AcceptanceModelTests {
  private func features(_ matchLength: Int) -> AcceptanceModel.Features {
    AcceptanceModel.features(
      .init(matchLength: matchLength, occurrenceCount: 1, agreeingCount: 1), position: 0)
  }

  private func probability(_ model: AcceptanceModel, _ matchLength: Int) -> Double {
    let features = features(matchLength)
    return AcceptanceModel.probability(
      AcceptanceModel.shared.score(.suffix, features) + model.score(.suffix, features))
  }

  @Test func `Long matches are trusted more than short ones from the start`() {
    let rates = [1, 2, 4, 8, 16, 32, 64].map { probability(.request, $0) }
    #expect(rates == rates.sorted())
    #expect(rates[0] < 0.65 && rates[6] > 0.8)
  }

  @Test func `A request learns in a few steps what its matches are worth, either way`() {
    for (isRight, length) in [(true, 1), (false, 16)] {
      var model = AcceptanceModel.request
      for _ in 0..<40 {
        let error = (isRight ? 1 : 0) - probability(model, length)
        model.learned(.suffix, features(length), error: error)
      }
      let learned = probability(model, length)
      #expect(isRight ? learned > 0.7 : learned < 0.35, "\(learned)")
      // The other source keeps its own counsel.
      #expect(model.score(.resumed, features(length)) == 0)
    }
  }
}
