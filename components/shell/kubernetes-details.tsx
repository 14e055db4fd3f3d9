import type { StatusResponse } from '#lib/api/status-contract.ts';
import { formatCount } from '#lib/format/number.ts';

type Kind = StatusResponse['kubernetes']['kinds'][number];

const tones: Record<Kind['phase'], string> = {
  live: 'text-ok',
  loading: 'text-muted',
  stale: 'text-warn',
  forbidden: 'text-fail',
  'not-installed': 'text-faint',
};
const order: readonly Kind['phase'][] = ['forbidden', 'stale', 'loading', 'live', 'not-installed'];

/** Every kind that is watched: how its watch does and how many objects it holds. */
export function KubernetesDetails({ status }: { status: StatusResponse }) {
  const kinds = [...status.kubernetes.kinds].sort(
    (a, b) => order.indexOf(a.phase) - order.indexOf(b.phase) || a.kind.localeCompare(b.kind),
  );
  return (
    <div className="px-4 py-3">
      <p className="mb-2 break-all text-muted">
        <span className="font-mono text-xs">{status.identity.server}</span>
        {status.kubernetes.serverVersion ? ` · ${status.kubernetes.serverVersion}` : ''}
      </p>
      <table className="w-full">
        <thead>
          <tr className="text-left text-muted text-xs">
            <th className="py-1 font-medium">Kind</th>
            <th className="py-1 font-medium">Group</th>
            <th className="py-1 font-medium">State</th>
            <th className="py-1 text-right font-medium">Objects</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={`${kind.group}/${kind.kind}`} className="border-line border-t align-baseline">
              <td className="py-1 pr-2">{kind.kind}</td>
              <td className="py-1 pr-2 text-faint text-xs">{kind.group || 'core'}</td>
              <td className={`py-1 pr-2 ${tones[kind.phase]}`}>
                {kind.phase.replace('-', ' ')}
                {kind.reason ? <span className="block text-muted text-xs">{kind.reason}</span> : null}
              </td>
              <td className="tabular py-1 text-right">
                {kind.phase === 'live' || kind.phase === 'stale' ? formatCount(kind.objects) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
