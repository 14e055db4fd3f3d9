import { parseJson } from '#lib/core/json.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changesOf, columnsOf, weft } from './change-columns.ts';
import type { HistoryEngine, HistoryQuery } from './engine.ts';
import { openPostgres } from './postgres-pool.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS weft_changes (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id TEXT NOT NULL UNIQUE, at BIGINT NOT NULL,
    namespace TEXT NOT NULL, kind TEXT NOT NULL, object TEXT NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS weft_changes_at ON weft_changes (at, seq);
  ALTER TABLE weft_changes ADD COLUMN IF NOT EXISTS who TEXT NOT NULL DEFAULT '';
  ALTER TABLE weft_changes ADD COLUMN IF NOT EXISTS written INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE weft_changes ADD COLUMN IF NOT EXISTS words TEXT;
  UPDATE weft_changes SET words = lower(body), who = coalesce(body::json ->> 'by', '') WHERE words IS NULL;
  CREATE INDEX IF NOT EXISTS weft_changes_counts ON weft_changes (at, namespace, kind, who);
  CREATE INDEX IF NOT EXISTS weft_changes_object ON weft_changes (object, at);
`;
const sameFields = (other: string) => `${other}.body::jsonb -> 'fields' = given.body::jsonb -> 'fields'`;
/**
 * One statement, so all of a batch or none; rows that were found, and those that the watch tells of what Weft wrote, are weighed
 * against what is kept and what comes with them.
 */
const insert = `
  WITH given AS (
    SELECT * FROM ROWS FROM (
      json_to_recordset($1::json)
        AS (id TEXT, at BIGINT, namespace TEXT, kind TEXT, object TEXT, body TEXT, seen TEXT, who TEXT, written INTEGER,
          words TEXT)
    ) WITH ORDINALITY AS row (id, at, namespace, kind, object, body, seen, who, written, words, place)
  ), told AS (
    DELETE FROM weft_changes kept USING given
    WHERE given.written = 1 AND kept.object = given.object AND kept.at = given.at
      AND kept.written = 0 AND kept.who = '${weft}' AND kept.id <> given.id
      AND ${sameFields('kept')}
  )
  INSERT INTO weft_changes (id, at, namespace, kind, object, body, who, written, words)
  SELECT id, at, namespace, kind, object, body, who, written, words FROM given
  WHERE (seen = 'watched' OR NOT (
      EXISTS (SELECT 1 FROM weft_changes kept WHERE kept.object = given.object AND kept.at = given.at)
      OR EXISTS (
        SELECT 1 FROM given other
        WHERE other.object = given.object AND other.at = given.at AND other.place < given.place
      )
    ))
    AND (written = 1 OR who <> '${weft}' OR NOT (
      EXISTS (SELECT 1 FROM weft_changes kept WHERE kept.object = given.object AND kept.at = given.at AND kept.written = 1
          AND ${sameFields('kept')})
      OR EXISTS (SELECT 1 FROM given other WHERE other.object = given.object AND other.at = given.at AND other.written = 1
          AND ${sameFields('other')})
    ))
  ORDER BY place
  ON CONFLICT (id) DO UPDATE SET at = excluded.at, body = excluded.body, who = excluded.who, written = 1,
    words = excluded.words
  WHERE excluded.written = 1 AND weft_changes.written = 0
`;
const conditions = `
  at BETWEEN $1 AND $2
    AND ($3::text[] IS NULL OR namespace = ANY($3)) AND ($4::text[] IS NULL OR kind = ANY($4))
    AND ($5::text[] IS NULL OR object = ANY($5)) AND ($6::text[] IS NULL OR who = ANY($6))
    AND NOT EXISTS (SELECT 1 FROM unnest($7::text[]) word WHERE strpos(words, word) = 0)
`;
const select = `SELECT body FROM weft_changes WHERE ${conditions} ORDER BY at DESC, seq DESC LIMIT $8`;
const countAll = `SELECT kind, who, count(*) AS number FROM weft_changes WHERE ${conditions} GROUP BY kind, who`;
const prune = `
  DELETE FROM weft_changes
  WHERE at < $1 OR seq IN (SELECT seq FROM weft_changes ORDER BY at DESC, seq DESC OFFSET $2)
`;

const list = (set: ReadonlySet<string> | null): readonly string[] | null => (set === null ? null : [...set]);

const valuesOf = ({ from, to, namespaces, kinds, objects, who = null, words = [] }: HistoryQuery) => [
  Math.ceil(from),
  Math.floor(to),
  list(namespaces),
  list(kinds),
  list(objects),
  list(who),
  words,
];

/** Changes in a PostgreSQL that several Weft may share. Connects at the first call, and anew after the connection is lost. */
export function openPostgresEngine(url: string): HistoryEngine {
  const { query, close } = openPostgres(url, schema);
  return {
    append: async (changes) => {
      await query(insert, [JSON.stringify(eachOnce(changes).map(columnsOf))]);
    },
    list: async (asked) => {
      const { rows } = await query(select, [...valuesOf(asked), asked.limit]);
      return changesOf(rows.map(({ body }) => parseJson(String(body))));
    },
    count: async (asked) => {
      const { rows } = await query(countAll, valuesOf(asked));
      return rows.map(({ kind, who, number }) => ({
        kind: String(kind),
        who: String(who),
        count: Number(number),
      }));
    },
    prune: async (before, most) => void (await query(prune, [Math.floor(before), most])),
    close,
  };
}

/** A batch without what comes twice in it, which a statement may not: of one id the one that knows more. */
function eachOnce(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  const byId = new Map<string, ChangeRecord>();
  for (const change of changes) {
    const known = byId.get(change.id);
    if (known === undefined || (known.written === undefined && change.written !== undefined))
      byId.set(change.id, change);
  }
  return [...byId.values()];
}
