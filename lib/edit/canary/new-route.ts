import type { JsonObject } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeStep } from '../change-plan.ts';
import { createObject } from '../new-object.ts';
import type { ServiceRef } from './service-ref.ts';
import type { Split } from './split-routes.ts';

const byBytes: ReadonlySet<string> = new Set(['tcp', 'mongo', 'redis', 'mysql']);
/** Neither a rule for requests nor one for connections without a server name holds for them. */
const unsplit: ReadonlySet<string> = new Set(['tls', 'https', 'udp']);

/** The step that creates a VirtualService for the mesh: one HTTP rule for all such ports, one TCP rule for each of the others. */
export function newVirtualService(
  cluster: ClusterSnapshot,
  { namespace, name }: ServiceRef,
  { stable, canary, weight }: Split,
): Result<readonly ChangeStep[], string> {
  const ports = objectAt(cluster, 'Service', namespace, name)?.spec?.ports ?? [];
  const protocols = ports.map((port) => ({ port: port.port, protocol: declaredProtocol(port) ?? 'http' }));
  const route = (port?: number): JsonObject[] =>
    [[stable, 100 - weight] as const, [canary, weight] as const].map(([subset, share]) => ({
      destination: { host: name, subset, ...(port === undefined ? {} : { port: { number: port } }) },
      weight: share,
    }));
  const http = protocols.some(({ protocol }) => !byBytes.has(protocol) && !unsplit.has(protocol));
  const tcp = protocols.filter(({ protocol }) => byBytes.has(protocol));
  if (!http && tcp.length === 0)
    return err(`${name} has no port whose requests or connections can be split.`);
  const spec = {
    hosts: [name],
    ...(http ? { http: [{ route: route() }] } : {}),
    ...(tcp.length === 0 ? {} : { tcp: tcp.map(({ port }) => ({ match: [{ port }], route: route(port) })) }),
  };
  return ok([createObject(cluster, 'VirtualService', { namespace, name, elseName: 'canary' }, spec)]);
}

/** The step that creates an HTTPRoute for the mesh, attached to the Service itself, for each of its ports. */
export function newMeshRoute(
  cluster: ClusterSnapshot,
  { namespace, name }: ServiceRef,
  { stable, canary, weight }: Split,
): readonly ChangeStep[] {
  const ports = objectAt(cluster, 'Service', namespace, name)?.spec?.ports ?? [];
  const http = ports.filter((port) => {
    const protocol = declaredProtocol(port) ?? 'http';
    return !byBytes.has(protocol) && !unsplit.has(protocol);
  });
  return http.map(({ port }, i) => {
    const spec = {
      parentRefs: [{ group: '', kind: 'Service', name, port }],
      rules: [
        {
          backendRefs: [
            { name: stable, port, weight: 100 - weight },
            { name: canary, port, weight },
          ],
        },
      ],
    };
    const at = { namespace, name: i === 0 ? name : `${name}-${port}`, elseName: 'mesh' };
    return createObject(cluster, 'HTTPRoute', at, spec);
  });
}
