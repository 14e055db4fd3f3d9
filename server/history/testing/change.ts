import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { HistoryQuery } from '../engine.ts';

/** An edit of a VirtualService, as far as a test does not say otherwise. */
export function change(id: string, at: number, rest: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id,
    what: 'edited',
    at: epochSeconds.parse(at),
    object: objectOf('shop', 'cart'),
    by: 'kubectl-edit',
    note: '',
    fields: [{ path: 'spec.http[0].timeout', before: '5s', after: null }],
    more: 0,
    seen: 'watched',
    ...rest,
  };
}

export const objectOf = (namespace: string | null, name: string, kind = 'VirtualService') => ({
  cluster: clusterId.parse('Kubernetes'),
  group: 'networking.istio.io',
  kind,
  namespace,
  name,
});

export const everything: HistoryQuery = {
  from: 0,
  to: 1e12,
  namespaces: null,
  kinds: null,
  objects: null,
  limit: 1000,
};
