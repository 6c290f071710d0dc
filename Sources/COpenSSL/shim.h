#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// Keeps the library usable until the process is gone: it would otherwise take itself apart when the main thread ends, under
// threads that still hash what they write. It counts where nothing of the library was used before.
static inline void apus_openssl_stays(void) { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL); }

// Macros that Swift cannot import, as functions of the same meaning.

static inline void apus_ssl_ctx_harden(SSL_CTX *context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
}

static inline void apus_bio_retry_read(BIO *bio) { BIO_set_retry_read(bio); }
static inline void apus_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }
static inline void apus_ssl_set_host_name(SSL *ssl, const char *name) {
  SSL_set_tlsext_host_name(ssl, name);
}
static inline unsigned long apus_name_format(void) { return XN_FLAG_RFC2253; }
