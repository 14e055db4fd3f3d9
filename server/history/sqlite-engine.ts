import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { parseJson } from '#lib/core/json.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changesOf, columnsOf } from './change-columns.ts';
import type { HistoryEngine, HistoryQuery } from './engine.ts';
import { inOneTransaction, openSqliteFile } from './sqlite-file.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS changes (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
    namespace TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS changes_at ON changes (at, seq);
  CREATE INDEX IF NOT EXISTS changes_object ON changes (object, at);
`;
const insert = `
  INSERT OR IGNORE INTO changes (id, at, namespace, kind, object, body) SELECT ?1, ?2, ?3, ?4, ?5, ?6
  WHERE ?7 = 'watched' OR NOT EXISTS (SELECT 1 FROM changes WHERE object = ?5 AND at = ?2)
`;

/** Changes in a file that SQLite keeps, made with its folders where it is not there. Throws where it cannot be opened or is no database. */
export function openSqliteEngine(file: string): HistoryEngine {
  const database = openSqliteFile(file, schema);
  const inserting = database.prepare(insert);
  return {
    append: async (changes) =>
      inOneTransaction(database, () => {
        for (const change of changes) inserting.run(...rowOf(change));
      }),
    list: async (query) => select(database, query),
    prune: async (before, most) =>
      inOneTransaction(database, () => {
        database.prepare('DELETE FROM changes WHERE at < ?').run(before);
        database
          .prepare(
            'DELETE FROM changes WHERE seq IN (SELECT seq FROM changes ORDER BY at DESC, seq DESC LIMIT -1 OFFSET ?)',
          )
          .run(most);
      }),
    close: async () => database.close(),
  };
}

const rowOf = (change: ChangeRecord): SQLInputValue[] => {
  const { id, at, namespace, kind, object, body, seen } = columnsOf(change);
  return [id, at, namespace, kind, object, body, seen];
};

function select(database: DatabaseSync, query: HistoryQuery): readonly ChangeRecord[] {
  const wheres = ['at >= ?', 'at <= ?'];
  const values: SQLInputValue[] = [Math.ceil(query.from), Math.floor(query.to)];
  for (const [column, among] of [
    ['namespace', query.namespaces],
    ['kind', query.kinds],
    ['object', query.objects],
  ] as const) {
    if (among === null) continue;
    // One value however many there are: SQLite bounds the number of those, and a viewer may read many namespaces.
    wheres.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify([...among]));
  }
  const rows = database
    .prepare(`SELECT body FROM changes WHERE ${wheres.join(' AND ')} ORDER BY at DESC, seq DESC LIMIT ?`)
    .all(...values, query.limit);
  return changesOf(rows.map(({ body }) => parseJson(String(body))));
}
