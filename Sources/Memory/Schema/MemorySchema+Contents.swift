internal import Store

extension MemorySchema {
  /// What was said and how sessions are called becomes one value each, which can be sealed: see `TurnContent`
  /// and `SessionContent`.
  static let sealableContents = Migration(
    "memory: contents that can be sealed",
    """
    DROP TRIGGER turns_are_never_changed;
    ALTER TABLE turns ADD COLUMN content BLOB NOT NULL DEFAULT x'';
    UPDATE turns SET content = CAST(metadata || char(10) || text AS BLOB);
    ALTER TABLE turns DROP COLUMN metadata;
    ALTER TABLE turns DROP COLUMN text;
    CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
    BEGIN SELECT RAISE(ABORT, 'turns are append-only: a turn cannot be changed'); END;

    ALTER TABLE sessions ADD COLUMN content BLOB NOT NULL DEFAULT x'';
    UPDATE sessions SET content = CAST(json_object('title', title) AS BLOB);
    ALTER TABLE sessions DROP COLUMN title;

    ALTER TABLE word_indexes ADD COLUMN is_keyed INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE lookup_secrets (
      tenant TEXT PRIMARY KEY,
      secret BLOB NOT NULL,
      is_sealed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      DROP TRIGGER turns_are_never_changed ON turns;
      ALTER TABLE turns ADD COLUMN content BYTEA;
      UPDATE turns SET content = convert_to(metadata || chr(10) || text, 'UTF8');
      ALTER TABLE turns ALTER COLUMN content SET NOT NULL, DROP COLUMN metadata, DROP COLUMN text;
      CREATE TRIGGER turns_are_never_changed BEFORE UPDATE ON turns
        FOR EACH ROW EXECUTE FUNCTION refuse_turn_change('a turn cannot be changed');

      ALTER TABLE sessions ADD COLUMN content BYTEA;
      UPDATE sessions
        SET content = convert_to(CAST(json_build_object('title', title) AS TEXT), 'UTF8');
      ALTER TABLE sessions ALTER COLUMN content SET NOT NULL, DROP COLUMN title;

      ALTER TABLE word_indexes ADD COLUMN is_keyed BIGINT NOT NULL DEFAULT 0;
      CREATE TABLE lookup_secrets (
        tenant TEXT COLLATE "C" PRIMARY KEY,
        secret BYTEA NOT NULL,
        is_sealed BIGINT NOT NULL
      );
      """)
}
