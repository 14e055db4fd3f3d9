import { idPart } from '../identity.ts';
import { type Endpoint, isKnown, isVersion, unknown } from './endpoint.ts';

/** What nodes stand for: workloads, applications, their versions, or services alone. */
export type GraphType = 'workload' | 'app' | 'versionedApp' | 'service';

/** What a node of a view is; its id is made of this alone. */
export type ViewIdentity =
  | { readonly kind: 'unknown'; readonly cluster: string }
  | {
      readonly kind: 'workload' | 'service';
      readonly cluster: string;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly kind: 'app';
      readonly cluster: string;
      readonly namespace: string;
      readonly app: string;
      /** What tells versions apart: the workload, or where that is not known the version itself. Null: all of them. */
      readonly by: { readonly workload: string } | { readonly version: string } | null;
    };

/** The node an end of a series belongs to. Null where nothing of it is known. */
export function identify(end: Endpoint, type: GraphType): ViewIdentity | null {
  const { cluster, namespace, workload, app, service } = end;
  const strange = namespace === unknown && workload === unknown && app === unknown;
  if (strange && service === '') return { kind: 'unknown', cluster };
  const at = { cluster, namespace: isKnown(namespace) ? namespace : end.serviceNamespace };
  if (workload === unknown && app === unknown && service === unknown) {
    return { kind: 'service', ...at, name: unknown };
  }
  if (![workload, app, service].some(isKnown)) return null;
  if ((type === 'app' || type === 'versionedApp') && isKnown(app)) {
    return { kind: 'app', ...at, app, by: type === 'app' ? null : versionOf(end) };
  }
  if (isKnown(workload)) return { kind: 'workload', ...at, name: workload };
  return { kind: 'service', ...at, name: service === '' ? unknown : service };
}

function versionOf({ workload, version }: Endpoint): { workload: string } | { version: string } | null {
  if (isKnown(workload)) return { workload };
  return isVersion(version) ? { version } : null;
}

const path = (...names: readonly string[]): string => names.map(idPart).join('/');

/** The id of a node of a view: for workloads and services the same as on the graph of the whole mesh. */
export function viewNodeId(identity: ViewIdentity): string {
  switch (identity.kind) {
    case 'unknown':
      return `unknown/${idPart(identity.cluster)}`;
    case 'workload':
      return `wl/${path(identity.cluster, identity.namespace, identity.name)}`;
    case 'service':
      return `svc/${path(identity.cluster, identity.namespace, identity.name)}`;
    case 'app':
      return appId(identity);
  }
}

function appId({ cluster, namespace, app, by }: Extract<ViewIdentity, { kind: 'app' }>): string {
  const base = `app/${path(cluster, namespace, app)}`;
  if (by === null) return base;
  return 'workload' in by ? `${base}/wl/${idPart(by.workload)}` : `${base}/v/${idPart(by.version)}`;
}
