internal import COpenSSL
internal import Glibc

extension TLSPeerIdentity {
  init(certificate: OpaquePointer) {
    subject = Self.subject(of: certificate)
    (dnsNames, uris, emailAddresses, ipAddresses) = ([], [], [], [])
    var position: Int32 = -1
    let extensionValue = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, &position)
    guard let extensionValue else { return }
    let names = OpaquePointer(extensionValue)
    defer { GENERAL_NAMES_free(names) }
    for index in 0..<OPENSSL_sk_num(names) {
      guard let raw = OPENSSL_sk_value(names, index) else { continue }
      let name = raw.assumingMemoryBound(to: GENERAL_NAME.self)
      var kind: Int32 = -1
      let value = GENERAL_NAME_get0_value(name, &kind)
      guard [GEN_DNS, GEN_URI, GEN_EMAIL, GEN_IPADD].contains(kind), let value else { continue }
      let string = UnsafePointer(value.assumingMemoryBound(to: ASN1_STRING.self))
      switch kind {
      case GEN_DNS: dnsNames.append(Self.text(string))
      case GEN_URI: uris.append(Self.text(string))
      case GEN_EMAIL: emailAddresses.append(Self.text(string))
      default: ipAddresses += Self.address(string).map { [$0] } ?? []
      }
    }
  }

  private static func subject(of certificate: OpaquePointer) -> String {
    guard let bio = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(bio) }
    X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, apus_name_format())
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
      let count = BIO_read(bio, buffer.baseAddress, Int32(buffer.count))
      return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
    }
  }

  private static func bytes(_ string: UnsafePointer<ASN1_STRING>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
  }

  private static func text(_ string: UnsafePointer<ASN1_STRING>) -> String {
    String(decoding: bytes(string), as: UTF8.self)
  }

  /// 4 or 16 bytes (RFC 5280 section 4.2.1.6) as text; nil for any other number.
  private static func address(_ string: UnsafePointer<ASN1_STRING>) -> String? {
    let bytes = bytes(string)
    guard [4, 16].contains(bytes.count) else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes.baseAddress, &text, socklen_t(text.count)) != nil else {
      return nil
    }
    return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }
}
