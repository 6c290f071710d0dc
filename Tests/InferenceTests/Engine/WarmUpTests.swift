import Inference
import Synchronization
import Testing

/// What an engine knows before its first request.
@Suite struct WarmUpTests {
  @Test func `A model that has run has costs`() throws {
    let model = ToyModel()
    let warm = try WarmUp(model)
    #expect(warm.prefillCost.secondsPerRow != nil)
    for rowCount in [1, 2, 5, 8, 64] { #expect(warm.stepCost.estimate(rowCount: rowCount) != nil) }
    #expect(model.largestBatch.load(ordering: .relaxed) == 64)
  }

  @Test(arguments: [1, 2, 9, 70, 72, 73])
  func `Any context is long enough`(contextLength: Int) throws {
    let model = ToyModel(contextLength: contextLength)
    let warm = try WarmUp(model)
    #expect(warm.stepCost.estimate(rowCount: 1) != nil)
    #expect(model.largestBatch.load(ordering: .relaxed) <= contextLength)
  }

  @Test func `Vocabularies of any size do`() throws {
    #expect(try WarmUp(ToyModel(vocabularySize: 2)).prefillCost.secondsPerRow != nil)
  }
}
