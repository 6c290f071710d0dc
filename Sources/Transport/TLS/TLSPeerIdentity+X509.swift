internal import COpenSSL

extension TLSPeerIdentity {
  init(certificate: OpaquePointer) {
    subject = Self.subject(of: certificate)
    dnsNames = []
    uris = []
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
      guard kind == GEN_DNS || kind == GEN_URI, let value else { continue }
      let text = Self.text(UnsafePointer(value.assumingMemoryBound(to: ASN1_STRING.self)))
      if kind == GEN_DNS { dnsNames.append(text) } else { uris.append(text) }
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

  private static func text(_ string: UnsafePointer<ASN1_STRING>) -> String {
    let bytes = UnsafeBufferPointer(
      start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string)))
    return String(decoding: bytes, as: UTF8.self)
  }
}
