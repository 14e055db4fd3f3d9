import type { Call } from '#demo/traffic/behaviour.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { SimulatedRequest } from '#lib/simulate/request.ts';
import { simulate } from '#lib/simulate/simulate.ts';
import type { Destination, End, Ending, Simulation, Step } from '#lib/simulate/simulation.ts';
import type { Answer } from './answer.ts';

/** A call of the demo as a request. */
export const requestOf = (
  from: { readonly namespace: string; readonly name: string },
  call: Call,
): SimulatedRequest => ({
  from: { kind: 'workload', namespace: from.namespace, name: from.name },
  protocol: call.protocol,
  method: call.method,
  host: call.host,
  authority: call.authority ?? null,
  port: call.port,
  path: call.path,
  headers: Object.fromEntries(
    Object.entries(call.headers).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  token:
    call.jwt === undefined
      ? null
      : { issuer: call.jwt.issuer, subject: 'user', audiences: call.jwt.audiences, claims: {} },
});

/** What the simulator says of a call. */
export function simulatedAnswer(cluster: ClusterSnapshot, request: SimulatedRequest): Answer {
  const found = simulate(cluster, request);
  if (found === null) throw new Error('the caller is in the mesh');
  return ofHop(found, 0);
}

/** The demo's gateways look at no policies: what is judged there has nothing beside it. */
export const judgedAtGateway = 'judged at a gateway';

function ofHop(simulation: Simulation, at: number): Answer {
  const hop = simulation.hops[at];
  if (hop === undefined) throw new Error('a hop leads to one that is there');
  if (hop.steps.some(({ stage }) => stage === 'access'))
    return { outcomes: { [judgedAtGateway]: 1 }, does: null };
  const { effects } = hop;
  const sent = hop.destinations.filter(({ mirror }) => !mirror);
  const does = {
    timeout: effects?.timeout ?? null,
    // What is passed on unread is not retried.
    attempts:
      effects?.retries?.attempts ?? (hop.steps.some(({ code }) => code === 'host-passthrough') ? 0 : 2),
    mirrors: hop.destinations
      .filter(({ mirror }) => mirror)
      .map(nameOf)
      .sort(),
  };
  if (hop.ending !== null) return { outcomes: { [outcomeOf(hop.ending, hop.steps)]: 1 }, does };
  const outcomes: Record<string, number> = {};
  for (const end of sent.flatMap(({ ends }) => ends)) {
    for (const [outcome, part] of Object.entries(ofEnd(simulation, end))) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + part * end.share;
    }
  }
  return { outcomes, does };
}

const nameOf = ({ port, subset, host, share }: Destination): string =>
  `outbound|${port}|${subset ?? ''}|${host} ${share}`;

function ofEnd(
  simulation: Simulation,
  { ending, next, steps, workload }: End,
): Readonly<Record<string, number>> {
  if (next !== null) return ofHop(simulation, next).outcomes;
  if (ending.kind !== 'reaches') return { [outcomeOf(ending, steps)]: 1 };
  return ending.by === 'outside'
    ? { 'leaves the mesh': 1 }
    : { [`reaches ${workload?.namespace}/${workload?.name}`]: 1 };
}

/** Streams have no status, and a caller without a proxy has no flags: what is refused is told by its step. */
function outcomeOf({ kind, code, flags, ifEnforced }: Ending, steps: readonly Step[]): string {
  if (ifEnforced) return 'dropped';
  if (flags === 'UH' && code !== 0 && code !== 502) return 'UH';
  if (flags === 'UH' && !steps.some((step) => step.code === 'host-blocked')) return 'UH';
  const blocking = steps.find(({ verdict }) => verdict === 'blocks')?.code ?? '';
  if (blocking === 'plain-to-strict') return 'UC';
  if (['mtls-to-no-proxy', 'mtls-to-disabled', 'tls-to-plain'].includes(blocking)) return 'UF';
  if (blocking.startsWith('authz') && (code === 0 || flags === 'UC')) return 'closed';
  return kind === 'unknown' ? 'unknown' : `${code} ${flags}`;
}
