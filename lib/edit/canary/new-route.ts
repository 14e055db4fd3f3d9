import { type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from '../change-plan.ts';
import { createObject } from '../new-object.ts';
import { httpRulesOf, routedPorts, tcpRulesOf } from '../service-rules.ts';
import type { ServiceRef } from './service-ref.ts';
import type { Split } from './split-routes.ts';

/** The step that creates a VirtualService for the mesh that splits all the Service's HTTP and TCP ports. */
export function newVirtualService(
  cluster: ClusterSnapshot,
  { namespace, name }: ServiceRef,
  { stable, canary, weight }: Split,
): Result<readonly ChangeStep[], string> {
  const split = (rule: JsonObject): JsonObject => {
    const destination = objectAt(listAt(rule, 'route')[0], 'destination');
    const to = (subset: string, share: number) => ({
      destination: { ...destination, subset },
      weight: share,
    });
    return { ...rule, route: [to(stable, 100 - weight), to(canary, weight)] };
  };
  const http = httpRulesOf(cluster, { namespace, name }).map(split);
  const tcp = tcpRulesOf(cluster, { namespace, name }).map(split);
  if (http.length + tcp.length === 0)
    return err(`${name} has no port whose requests or connections can be split.`);
  const spec = {
    hosts: [name],
    ...(http.length === 0 ? {} : { http }),
    ...(tcp.length === 0 ? {} : { tcp }),
  };
  return ok([createObject(cluster, 'VirtualService', { namespace, name, elseName: 'canary' }, spec)]);
}

/** The steps that create an HTTPRoute for the mesh for each HTTP port, attached to the Service itself. */
export function newMeshRoute(
  cluster: ClusterSnapshot,
  { namespace, name }: ServiceRef,
  { stable, canary, weight }: Split,
): readonly ChangeStep[] {
  const { http } = routedPorts(cluster, { namespace, name });
  return http.map((port, i) => {
    const backendRefs = [
      { name: stable, port, weight: 100 - weight },
      { name: canary, port, weight },
    ];
    const spec = { parentRefs: [{ group: '', kind: 'Service', name, port }], rules: [{ backendRefs }] };
    const at = { namespace, name: i === 0 ? name : `${name}-${port}`, elseName: 'mesh' };
    return createObject(cluster, 'HTTPRoute', at, spec);
  });
}
