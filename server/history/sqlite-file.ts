import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What was committed is on the disk, and another process that writes is waited for. */
const durable = `
  PRAGMA busy_timeout = 2000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
`;

/** A file that SQLite keeps, made with its folders where it is not there. Throws where it cannot be opened or is no database. */
export function openSqliteFile(file: string, schema: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(file);
  try {
    database.exec(durable + schema);
  } catch (cause) {
    database.close();
    throw cause;
  }
  return database;
}

/** All of `work` or none of it. */
export function inOneTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (cause) {
    // A full disk ends the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}
