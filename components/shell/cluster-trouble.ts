import type { StatusResponse } from '#lib/api/status-contract.ts';

/** What every page says of the cluster as a whole; null where it can be read and has a mesh. */
export function clusterTrouble({
  phase,
  kinds,
}: Pick<StatusResponse['kubernetes'], 'phase' | 'kinds'>): 'unreadable' | 'no-istio' | null {
  if (phase === 'failing') return 'unreadable';
  const istio = kinds.filter(({ group }) => group.endsWith('.istio.io'));
  return istio.every((kind) => kind.phase === 'not-installed') ? 'no-istio' : null;
}
