#include <http_parser.h>

// Bit fields that Swift cannot read.
static inline unsigned apus_http_error(const http_parser *parser) { return parser->http_errno; }
static inline unsigned apus_http_upgrade(const http_parser *parser) { return parser->upgrade; }
static inline unsigned apus_http_method(const http_parser *parser) { return parser->method; }
