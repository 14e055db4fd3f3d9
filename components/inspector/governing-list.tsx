import Link from 'next/link';
import { ShiftTrafficLink } from '#components/edit/shift-traffic-link.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { Governing } from '#lib/mesh/governing-object.ts';
import { pagePaths } from '#lib/url/paths.ts';

const roleNames: Record<Governing['role'], string> = {
  route: 'Route',
  'destination-rule': 'Destination rule',
  'peer-authentication': 'Peer authentication',
  'authorization-policy': 'Authorization',
  'request-authentication': 'Request authentication',
  sidecar: 'Sidecar',
  'service-entry': 'Service entry',
  gateway: 'Gateway',
  service: 'Service',
  workload: 'Workload',
};

interface GoverningListProps {
  readonly governing: readonly Governing[];
  /** The edge that they govern; null where it is a node. */
  readonly edge: EdgeId | null;
}

/** The objects that decide what happens here, in order of effect: which field does, what it says, and the way to its YAML. */
export function GoverningList({ governing, edge }: GoverningListProps) {
  if (governing.length === 0) {
    return <p className="text-muted">No Istio object governs this: the mesh's defaults apply.</p>;
  }
  return (
    <ul>
      {governing.map((row) => (
        <li
          key={`${objectKey(row.object)} ${row.role} ${row.path}`}
          className="border-line border-t py-2 first:border-t-0"
        >
          <div className="flex items-baseline justify-between gap-2">
            <Link
              href={pagePaths.object(row.object, '', edge)}
              className="min-w-0 truncate font-medium text-accent hover:underline"
            >
              {row.object.kind} {row.object.name}
            </Link>
            <span className="shrink-0 text-faint text-xs">{roleNames[row.role]}</span>
          </div>
          <p className="break-words">{row.says}</p>
          <p className="wrap-anywhere text-faint text-xs">
            <span className="font-mono">{row.path}</span>
            {row.object.namespace ? ` in ${row.object.namespace}` : ''}
          </p>
          {row.role === 'route' ? <ShiftTrafficLink object={row.object} path={row.path} edge={edge} /> : null}
        </li>
      ))}
    </ul>
  );
}
