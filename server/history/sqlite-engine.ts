import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { parseJson } from '#lib/core/json.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changesOf, columnsOf, weft } from './change-columns.ts';
import type { HistoryCount, HistoryEngine, HistoryQuery } from './engine.ts';
import { inOneTransaction, openSqliteFile } from './sqlite-file.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS changes (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
    namespace TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS changes_at ON changes (at, seq);
  CREATE INDEX IF NOT EXISTS changes_object ON changes (object, at);
`;
/** Columns that files of an earlier Weft lack, and how they are filled there. */
const later = [
  { name: 'who', type: `TEXT NOT NULL DEFAULT ''`, fill: `coalesce(json_extract(body, '$.by'), '')` },
  { name: 'written', type: 'INTEGER NOT NULL DEFAULT 0', fill: null },
  { name: 'words', type: `TEXT NOT NULL DEFAULT ''`, fill: 'lower(body)' },
];
const sameFields = `json_extract(body, '$.fields') = json_extract(:body, '$.fields')`;
const insert = `
  INSERT INTO changes (id, at, namespace, kind, object, body, who, written, words)
  SELECT :id, :at, :namespace, :kind, :object, :body, :who, :written, :words
  WHERE (:seen = 'watched' OR NOT EXISTS (SELECT 1 FROM changes WHERE object = :object AND at = :at))
    AND (:written = 1 OR :who <> '${weft}' OR NOT EXISTS
      (SELECT 1 FROM changes WHERE object = :object AND at = :at AND written = 1 AND ${sameFields}))
  ON CONFLICT (id) DO UPDATE SET at = excluded.at, body = excluded.body, who = excluded.who, written = 1,
    words = excluded.words
  WHERE excluded.written = 1 AND changes.written = 0
`;
const dropWatched = `
  DELETE FROM changes
  WHERE object = :object AND at = :at AND written = 0 AND who = '${weft}' AND id <> :id AND ${sameFields}
`;

/** Changes in a file that SQLite keeps, made with its folders where it is not there. Throws where it cannot be opened or is no database. */
export function openSqliteEngine(file: string): HistoryEngine {
  const database = openSqliteFile(file, schema);
  addColumns(database);
  const inserting = database.prepare(insert);
  const dropping = database.prepare(dropWatched);
  return {
    append: async (changes) =>
      inOneTransaction(database, () => {
        for (const columns of changes.map(columnsOf)) {
          const { id, object, at, body, written } = columns;
          if (written === 1) dropping.run({ id, object, at, body });
          inserting.run(columns);
        }
      }),
    list: async (query) => select(database, query),
    count: async (query) => countAll(database, query),
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

function addColumns(database: DatabaseSync): void {
  const columns = database.prepare('PRAGMA table_info(changes)').all();
  const has = new Set(columns.map(({ name }) => name));
  for (const { name, type, fill } of later) {
    if (has.has(name)) continue;
    database.exec(`ALTER TABLE changes ADD COLUMN ${name} ${type}`);
    if (fill !== null) database.exec(`UPDATE changes SET ${name} = ${fill}`);
  }
  // With all that is counted by, so that counting reads no change.
  database.exec('CREATE INDEX IF NOT EXISTS changes_counts ON changes (at, namespace, kind, who)');
}

function conditionsOf(query: HistoryQuery): { readonly where: string; readonly values: SQLInputValue[] } {
  const wheres = ['at >= ?', 'at <= ?'];
  const values: SQLInputValue[] = [Math.ceil(query.from), Math.floor(query.to)];
  for (const [column, among] of [
    ['namespace', query.namespaces],
    ['kind', query.kinds],
    ['object', query.objects],
    ['who', query.who ?? null],
  ] as const) {
    if (among === null) continue;
    // One value however many there are: SQLite bounds the number of those, and a viewer may read many namespaces.
    wheres.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify([...among]));
  }
  for (const word of query.words ?? []) {
    wheres.push('instr(words, ?) > 0');
    values.push(word);
  }
  return { where: wheres.join(' AND '), values };
}

function select(database: DatabaseSync, query: HistoryQuery): readonly ChangeRecord[] {
  const { where, values } = conditionsOf(query);
  const rows = database
    .prepare(`SELECT body FROM changes WHERE ${where} ORDER BY at DESC, seq DESC LIMIT ?`)
    .all(...values, query.limit);
  return changesOf(rows.map(({ body }) => parseJson(String(body))));
}

function countAll(database: DatabaseSync, query: HistoryQuery): readonly HistoryCount[] {
  const { where, values } = conditionsOf(query);
  const rows = database
    .prepare(`SELECT kind, who, count(*) AS number FROM changes WHERE ${where} GROUP BY kind, who`)
    .all(...values);
  return rows.map(({ kind, who, number }) => ({
    kind: String(kind),
    who: String(who),
    count: Number(number),
  }));
}
