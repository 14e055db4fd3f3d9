import { createHash } from 'node:crypto';
import path from 'node:path';
import type { HistoryEngine } from './engine.ts';
import type { NotesEngine } from './notes-engine.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { openPostgresNotes } from './postgres-notes.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import { openSqliteNotes } from './sqlite-notes.ts';

interface Cluster {
  readonly server: string;
  readonly id: string;
}

interface Setting {
  readonly setting: string | null;
  readonly stateFolder: string | null;
}

type Place = { readonly postgres: string } | { readonly file: string };

/**
 * Opens where changes are kept: in the PostgreSQL or the file that is set, else in a file for each cluster under the folder
 * for state. Null: in memory.
 */
export function engineOf(set: Setting, cluster: Cluster): (() => HistoryEngine) | null {
  const place = placeOf(set, cluster);
  if (place === null) return null;
  return () => ('postgres' in place ? openPostgresEngine(place.postgres) : openSqliteEngine(place.file));
}

/** Opens where notes are kept: beside the changes. Null: in memory. */
export function notesOf(set: Setting, cluster: Cluster): (() => NotesEngine) | null {
  const place = placeOf(set, cluster);
  if (place === null) return null;
  return () => ('postgres' in place ? openPostgresNotes(place.postgres) : openSqliteNotes(place.file));
}

function placeOf({ setting, stateFolder }: Setting, cluster: Cluster): Place | null {
  if (setting === ':memory:') return null;
  if (setting !== null && /^postgres(ql)?:/.test(setting)) return { postgres: setting };
  if (setting !== null) return { file: path.resolve(setting) };
  return stateFolder === null ? null : { file: historyFile(stateFolder, cluster) };
}

/** Clusters are called alike more often than not: their address tells them apart. */
export function historyFile(stateFolder: string, { server, id }: Cluster): string {
  const hash = createHash('sha256').update(`${server} ${id}`).digest('hex').slice(0, 12);
  return path.join(stateFolder, 'weft', `history-${hash}.db`);
}
