import type { TemplateResponse } from '#lib/api/tuning-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { template, templateKinds } from '#lib/edit/templates/template.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { clusterOf } from './review.ts';

export interface TemplateQuery {
  readonly cluster: ClusterId | null;
  /** A kind by its name in Weft: `VirtualService`, `K8sGateway`. */
  readonly kind: string;
  readonly namespace: string;
}

/** What a new object of a kind starts as: about a Service that the namespace has, under a name that is free. Throws WeftError `not-found`. */
export function readTemplate(
  ctx: Context,
  { cluster: id, kind, namespace }: TemplateQuery,
): TemplateResponse {
  const cluster = clusterOf(ctx.kube.snapshot(), id ?? undefined);
  const known = templateKinds.find((one) => one === kind);
  const mayRead = ctx.viewer.namespaces?.has(namespace) ?? true;
  const [service] = mayRead ? objects(cluster, 'Service', namespace) : [];
  const [gateway] = mayRead ? objects(cluster, 'K8sGateway', namespace) : [];
  const names = {
    namespace,
    service: service?.metadata.name ?? 'my-service',
    gateway: gateway?.metadata.name ?? 'my-gateway',
  };
  const name = known === undefined ? '' : freeName(cluster, known, namespace, names.service);
  const yaml = known === undefined ? null : template(known, { ...names, name }, versionOf(cluster, known));
  if (yaml === null)
    throw new WeftError('not-found', `There is no template for the kind ${kind}.`, {
      cure: `Choose one of ${templateKinds.join(', ')}.`,
    });
  return { cluster: cluster.id, yaml };
}

function freeName(cluster: ClusterSnapshot, kind: KindName, namespace: string, wanted: string): string {
  const at = kinds[kind].namespaced ? namespace : '';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (objectAt(cluster, kind, at, name) === null) return name;
  }
}

/** The version in which the cluster's objects of the kind are read; the newest where it has none. */
function versionOf(cluster: ClusterSnapshot, kind: KindName): string {
  const [known] = objects(cluster, kind);
  return known?.apiVersion.split('/').at(-1) ?? kinds[kind].versions[0] ?? 'v1';
}
