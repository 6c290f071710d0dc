/// Replaced by the codec.
public protocol Message: Sendable, Hashable {
  init()
  static var descriptor: MessageDescriptor { get }
  func serializedBytes() -> [UInt8]
  init(serializedBytes: [UInt8]) throws
}
public struct MessageDescriptor: Sendable { public var fullName: String }
