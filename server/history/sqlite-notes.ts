import { parseJson } from '#lib/core/json.ts';
import type { NotesEngine } from './notes-engine.ts';
import { inOneTransaction, openSqliteFile } from './sqlite-file.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS notes (
    kind TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;
`;
const put = `
  INSERT INTO notes (kind, key, at, body) VALUES (?, ?, ?, ?)
  ON CONFLICT (kind, key) DO UPDATE SET at = excluded.at, body = excluded.body WHERE excluded.at >= notes.at
`;

/** Notes in a file that SQLite keeps, which may be that of the changes. Throws where it cannot be opened or is no database. */
export function openSqliteNotes(file: string): NotesEngine {
  const database = openSqliteFile(file, schema);
  const putting = database.prepare(put);
  return {
    put: async (notes) =>
      inOneTransaction(database, () => {
        for (const { kind, key, at, body } of notes) putting.run(kind, key, at, JSON.stringify(body));
      }),
    list: async (kind) =>
      database
        .prepare('SELECT key, at, body FROM notes WHERE kind = ? ORDER BY at DESC')
        .all(kind)
        .map(({ key, at, body }) => ({
          kind,
          key: String(key),
          at: Number(at),
          body: parseJson(String(body)),
        })),
    prune: async (before, most) =>
      inOneTransaction(database, () => {
        database.prepare('DELETE FROM notes WHERE at < ?').run(before);
        database
          .prepare(
            'DELETE FROM notes WHERE (kind, key) IN (SELECT kind, key FROM notes ORDER BY at DESC LIMIT -1 OFFSET ?)',
          )
          .run(most);
      }),
    close: async () => database.close(),
  };
}
