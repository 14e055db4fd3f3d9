import type { SimulateResponse } from '#lib/api/simulate-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { declaredPortsOf, usualProtocol } from '#lib/simulate/declared-ports-of.ts';
import { readableSimulation } from '#lib/simulate/readable.ts';
import type { SimulatedRequest, SimulatedSource } from '#lib/simulate/request.ts';
import { outcomesOf } from '#lib/simulate/sentence.ts';
import { simulate } from '#lib/simulate/simulate.ts';
import { type Simulation, stepsOf } from '#lib/simulate/simulation.ts';
import { writtenHost } from '#lib/simulate/written-host.ts';
import type { Context } from '../context.ts';

export interface SimulateQuery extends Omit<SimulatedRequest, 'from' | 'token' | 'port'> {
  /** Null for the first that the host declares. */
  readonly port: number | null;
  /** Id of a workload's node, or `outside`. */
  readonly from: string;
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
}

/** So many ports of a host are gone through. */
const mostPorts = 12;

/**
 * What the mesh would do with a request, as far as the viewer may know. Throws WeftError `not-found` for a caller that is not
 * there, and the same for one that the viewer may not read.
 */
export async function readSimulation(ctx: Context, input: SimulateQuery): Promise<SimulateResponse> {
  const { namespaces } = ctx.viewer;
  const { cluster, from } = sourceOf(ctx, input.from);
  if (from.kind === 'workload' && namespaces?.has(from.namespace) === false) throw notFound();
  const { method, authority, headers, iss, sub, aud } = input;
  const { host, port: typed } = writtenHost(input.host);
  const path = input.path.startsWith('/') ? input.path : `/${input.path}`;
  const declared = declaredPortsOf(cluster, { from, host });
  const [first] = declared.ports;
  const wanted = input.port ?? typed;
  const port = wanted ?? first?.number ?? 80;
  const protocol = wanted === null && first !== undefined ? usualProtocol(first) : input.protocol;
  const token =
    iss === '' ? null : { issuer: iss, subject: sub, audiences: aud.split(',').filter(Boolean), claims: {} };
  const asked: SimulatedRequest = { from, protocol, method, host, authority, port, path, headers, token };
  const found = simulate(cluster, asked);
  if (found === null) throw notFound();
  const known = namespaces === null || declared.namespace === null || namespaces.has(declared.namespace);
  return {
    host,
    port: known || wanted !== null ? port : 80,
    protocol,
    simulation: readableSimulation(found, namespaces),
    ports: (known ? declared.ports : []).slice(0, mostPorts).flatMap((each) => {
      const usual = usualProtocol(each);
      const own = simulate(cluster, { ...asked, port: each.number, protocol: usual });
      return own === null ? [] : [portAnswer(readableSimulation(own, namespaces), each.number, usual)];
    }),
  };
}

const portAnswer = (
  simulation: Simulation,
  port: number,
  protocol: SimulatedRequest['protocol'],
): SimulateResponse['ports'][number] => ({
  port,
  protocol,
  outcomes: outcomesOf(simulation).map(({ share, ending }) => ({ share, ending })),
  against: stepsOf(simulation).filter(({ verdict }) => verdict === 'blocks'),
});

/** Ids of workloads are `wl/cluster/namespace/name`, each part encoded where it has a slash. */
function sourceOf(
  ctx: Context,
  id: string,
): { readonly cluster: ClusterSnapshot; readonly from: SimulatedSource } {
  const { clusters } = ctx.kube.snapshot();
  const [tag, name = '', namespace = '', workload = ''] = id.split('/').map(decoded);
  const [first] = clusters.values();
  if (id === 'outside' && first !== undefined) return { cluster: first, from: { kind: 'outside' } };
  const cluster = [...clusters.values()].find((each) => each.id === name);
  if (tag !== 'wl' || cluster === undefined) throw notFound();
  return { cluster, from: { kind: 'workload', namespace, name: workload } };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const notFound = () =>
  new WeftError('not-found', 'The caller is no workload that Kubernetes knows, or you may not read it.', {
    cure: 'Choose another caller.',
  });
