import { parseJson } from '#lib/core/json.ts';
import type { NotesEngine } from './notes-engine.ts';
import { openPostgres } from './postgres-pool.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS weft_notes (
    kind TEXT NOT NULL, key TEXT NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
  );
`;
/** One statement, so all of them or none; of a key that comes twice the later one, for a row is not updated twice by one. */
const put = `
  INSERT INTO weft_notes (kind, key, at, body)
  SELECT DISTINCT ON (kind, key) kind, key, at, body
  FROM json_to_recordset($1::json) AS given (kind TEXT, key TEXT, at BIGINT, body TEXT)
  ORDER BY kind, key, at DESC
  ON CONFLICT (kind, key) DO UPDATE SET at = excluded.at, body = excluded.body WHERE excluded.at >= weft_notes.at
`;
const prune = `
  DELETE FROM weft_notes
  WHERE at < $1 OR (kind, key) IN (SELECT kind, key FROM weft_notes ORDER BY at DESC OFFSET $2)
`;

/** Notes in a PostgreSQL that several Weft may share. */
export function openPostgresNotes(url: string): NotesEngine {
  const { query, close } = openPostgres(url, schema);
  return {
    put: async (notes) => {
      const rows = notes.map((note) => ({ ...note, body: JSON.stringify(note.body) }));
      await query(put, [JSON.stringify(rows)]);
    },
    list: async (kind) => {
      const { rows } = await query('SELECT key, at, body FROM weft_notes WHERE kind = $1 ORDER BY at DESC', [
        kind,
      ]);
      return rows.map(({ key, at, body }) => ({
        kind,
        key: String(key),
        at: Number(at),
        body: parseJson(String(body)),
      }));
    },
    prune: async (before, most) => void (await query(prune, [Math.floor(before), most])),
    close,
  };
}
