import Gateway
import Messages
import RPC
import Testing

@Suite struct AccessTests {
  let key = APIKey.generateText()

  private func access(callsPerSecond: Double = 100, burst: Double = 100) -> AccessControl {
    AccessControl(
      keys: [
        APIKey(text: key, tenantID: "acme"), APIKey(text: "another-long-key", tenantID: "other"),
      ],
      callsPerSecond: callsPerSecond, burst: burst)
  }

  @Test func aGeneratedKeyHasThirtyTwoRandomBytes() {
    #expect(key.hasPrefix("apus_"))
    #expect(key.utf8.count == 5 + 64)
    #expect(APIKey.generateText() != key)
  }

  @Test func bothFormsOfTheKeyNameTheTenant() throws {
    let access = access()
    #expect(try access.admit(["authorization": "Bearer \(key)"]).tenantID == "acme")
    #expect(try access.admit(["authorization": "bearer \(key) "]).tenantID == "acme")
    #expect(try access.admit(["x-api-key": key]).tenantID == "acme")
    #expect(try access.admit(["x-api-key": "another-long-key"]).tenantID == "other")
  }

  @Test(
    arguments: [
      [:], ["authorization": "Basic abc"], ["authorization": "Bearer"], ["x-api-key": ""],
      ["x-api-key": "apus_00"],
      ["authorization": "Bearer \(String(repeating: "a", count: 100_000))"],
    ] as [Metadata])
  func everythingElseIsUnauthenticatedWithARemedy(_ metadata: Metadata) {
    let error = #expect(throws: RPCError.self) { try access().admit(metadata) }
    #expect(error?.code == .unauthenticated)
    #expect(error?.message.contains("api-key") == true || error?.message.contains("Bearer") == true)
  }

  @Test func noErrorRepeatsTheKey() {
    let wrong = APIKey.generateText()
    let error = #expect(throws: RPCError.self) { try access().admit(["x-api-key": wrong]) }
    #expect(error?.description.contains(wrong.dropFirst(5)) == false)
    #expect("\(APIKey(text: wrong, tenantID: "t"))".contains(wrong.dropFirst(5)) == false)
  }

  @Test func theRateOfOneKeyIsNotSpentByAnother() throws {
    let access = access(callsPerSecond: 1, burst: 2)
    let now = ContinuousClock.now
    for _ in 0..<2 { _ = try access.admit(["x-api-key": key], now: now) }
    let error = #expect(throws: RPCError.self) { try access.admit(["x-api-key": key], now: now) }
    #expect(error?.code == .resourceExhausted)
    let retry = error?.details.first?.unpack(as: Google.Rpc.RetryInfo.self)
    #expect(retry?.retryDelay?.seconds == 1 || retry?.retryDelay?.nanos ?? 0 > 0)
    #expect(error?.metadata["retry-after-ms"] != nil)
    _ = try access.admit(["x-api-key": "another-long-key"], now: now)
  }
}
