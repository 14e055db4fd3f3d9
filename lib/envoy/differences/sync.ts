import type { Difference } from '../difference.ts';
import type { ProxySync, SyncPart } from '../sync-state.ts';

const names: Record<SyncPart['part'], string> = {
  cluster: 'clusters',
  listener: 'listeners',
  endpoint: 'endpoints',
  route: 'routes',
  extensionconfig: 'extensions',
};

/** What istiod sent and the proxy has not taken. What was never sent is none: many proxies have no routes or extensions. */
export function syncDifferences({ parts }: ProxySync): readonly Difference[] {
  return parts.flatMap(({ part, state, error }): Difference[] => {
    if (state === 'synced' || state === 'not-sent') return [];
    const why = error === '' ? '' : ` It refused them: ${error}`;
    const what =
      state === 'stale'
        ? `has not taken the ${names[part]} that istiod sent last`
        : `has never acknowledged any ${names[part]}`;
    return [{ code: 'not-synced', level: 'fail', says: `The proxy ${what}.${why}`, object: null, path: '' }];
  });
}
