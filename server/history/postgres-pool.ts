import { Pool } from 'pg';

/** Several Weft that start at once make their tables one after the other: the number is the key of their lock. */
const inTurn = (schema: string): string => `
  BEGIN;
  SELECT pg_advisory_xact_lock(7238451901);
  ${schema}
  COMMIT;
`;

/** Connects at the first query, makes the tables before it, and connects anew after the connection is lost. */
export function openPostgres(url: string, schema: string) {
  const pool = new Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    application_name: 'weft',
  });
  // A connection that breaks while nobody uses it is told here; the next query tells whoever asks.
  pool.on('error', () => undefined);
  let made: Promise<unknown> | null = null;
  return {
    query: async (text: string, values: readonly unknown[]) => {
      // Where it could not be made, it is tried again by whoever asks next.
      made ??= pool.query(inTurn(schema)).catch((cause) => {
        made = null;
        throw cause;
      });
      await made;
      return pool.query(text, values);
    },
    close: () => pool.end(),
  };
}
