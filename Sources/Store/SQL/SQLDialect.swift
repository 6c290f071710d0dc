/// Whose SQL a connection speaks.
///
/// Nearly all statements are the same text for both: values are bound as `?` or `?1`, rows come back by
/// `RETURNING`, conflicts are settled by `ON CONFLICT`, and where the server could not tell a parameter's
/// type it is written out (`CAST(? AS BIGINT)`). What creates tables and triggers is written twice.
package enum SQLDialect: String, Sendable, CaseIterable {
  case sqlite
  case postgres
}
