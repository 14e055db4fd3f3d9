import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changeOf } from '#lib/history/testing/change-of.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { HistoryQuery } from '../engine.ts';

/** An edit of a VirtualService, as far as a test does not say otherwise. */
export function change(id: string, at: number, rest: Partial<ChangeRecord> = {}): ChangeRecord {
  return changeOf(at, {
    id,
    object: refTo('VirtualService', 'cart'),
    by: 'kubectl-edit',
    fields: [{ path: 'spec.http[0].timeout', before: '5s', after: null }],
    ...rest,
  });
}

export const everything: HistoryQuery = {
  from: 0,
  to: 1e12,
  namespaces: null,
  kinds: null,
  objects: null,
  limit: 1000,
};
