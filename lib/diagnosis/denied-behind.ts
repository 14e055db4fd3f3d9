import type { Verdict } from './authorization-verdict.ts';
import { verdictOn } from './known-caller.ts';
import { type Situation, situationOf } from './situation.ts';

/** A connection that the callee makes and that a policy turns away. */
export interface DeniedConnection {
  readonly verdict: Extract<Verdict, { kind: 'denied' }>;
  readonly to: Situation;
}

/**
 * The first connection of TCP that the callee makes itself and that a policy denies. A sidecar that denies one closes it, which no
 * flag and no count of failures tells: it shows in what the callee answers alone.
 */
export function deniedBehind(situation: Situation): DeniedConnection | null {
  const { graph, target, symptom } = situation;
  for (const edge of graph.edges) {
    if (edge.source !== target.id || edge.protocol !== 'tcp') continue;
    const end = graph.nodes.find(({ id }) => id === edge.target);
    if (end === undefined) continue;
    const to = situationOf({ ...situation, matchers: undefined, edge, source: target, target: end }, symptom);
    const verdict = verdictOn(to);
    if (verdict?.kind === 'denied') return { verdict, to };
  }
  return null;
}
