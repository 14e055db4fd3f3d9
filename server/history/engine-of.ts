import { createHash } from 'node:crypto';
import path from 'node:path';
import type { HistoryEngine } from './engine.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { openSqliteEngine } from './sqlite-engine.ts';

interface Cluster {
  readonly server: string;
  readonly id: string;
}

/**
 * Opens where changes are kept: in the PostgreSQL or the file that is set, else in a file for each cluster under the folder
 * for state. Null: in memory.
 */
export function engineOf(
  { setting, stateFolder }: { readonly setting: string | null; readonly stateFolder: string | null },
  cluster: Cluster,
): (() => HistoryEngine) | null {
  if (setting === ':memory:') return null;
  if (setting !== null && /^postgres(ql)?:/.test(setting)) return () => openPostgresEngine(setting);
  if (setting !== null) return () => openSqliteEngine(path.resolve(setting));
  return stateFolder === null ? null : () => openSqliteEngine(historyFile(stateFolder, cluster));
}

/** Clusters are called alike more often than not: their address tells them apart. */
export function historyFile(stateFolder: string, { server, id }: Cluster): string {
  const hash = createHash('sha256').update(`${server} ${id}`).digest('hex').slice(0, 12);
  return path.join(stateFolder, 'weft', `history-${hash}.db`);
}
