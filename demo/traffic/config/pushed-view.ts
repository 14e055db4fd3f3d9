import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { ConfigView } from './view.ts';

/** What proxies know from istiod alone: Istio's kinds, the Gateway API, Services and their endpoints, the mesh's settings. */
const isPushed = (kind: KindName): boolean =>
  ['Service', 'EndpointSlice', 'ConfigMap'].includes(kind) ||
  /istio\.io$|^gateway\.networking/.test(kinds[kind].group);

const pushed = kindNames.filter(isPushed);

/**
 * The view by which traffic flows: what the cluster says now, or, while no istiod is there to push it, pods as they are now
 * under the configuration of `before`.
 */
export function pushedView(now: ConfigView, before: ConfigView, istiodServes: boolean): ConfigView {
  if (istiodServes) return now;
  const view = new Map(now);
  for (const kind of pushed) {
    const known = before.get(kind);
    if (known === undefined) view.delete(kind);
    else view.set(kind, known);
  }
  return view;
}
