import { createHash } from 'node:crypto';
import path from 'node:path';

/** Where changes are kept: as set, else under the folder for state (XDG, or the home folder), a file for each cluster. Null: in memory. */
export function historyFile(
  setting: string | null,
  stateFolder: string | null,
  cluster: { readonly server: string; readonly id: string },
): string | null {
  if (setting === ':memory:') return null;
  if (setting !== null) return path.resolve(setting);
  if (stateFolder === null) return null;
  // Clusters are called alike more often than not: their address tells them apart.
  const hash = createHash('sha256').update(`${cluster.server} ${cluster.id}`).digest('hex').slice(0, 12);
  return path.join(stateFolder, 'weft', `history-${hash}.db`);
}
