import type { Verdict } from './authorization-verdict.ts';
import { type PlainToStrict, plainToStrict } from './causes/plaintext-to-strict.ts';
import { verdictOn } from './known-caller.ts';
import { type Situation, situationOf } from './situation.ts';

/** A connection that the callee makes and that a policy turns away. */
export interface DeniedConnection {
  readonly verdict: Extract<Verdict, { kind: 'denied' }>;
  readonly to: Situation;
}

/**
 * Connections of TCP that the callee makes itself. A sidecar that turns one away closes it, which no flag and no count of failures
 * tells: it shows in what the callee answers alone.
 */
function* connectionsBehind(situation: Situation): Generator<Situation> {
  const { graph, target, symptom } = situation;
  for (const edge of graph.edges) {
    if (edge.source !== target.id || edge.protocol !== 'tcp') continue;
    const end = graph.nodes.find(({ id }) => id === edge.target);
    if (end === undefined) continue;
    yield situationOf({ ...situation, matchers: undefined, edge, source: target, target: end }, symptom);
  }
}

/** The first connection of the callee that a policy denies. */
export function deniedBehind(situation: Situation): DeniedConnection | null {
  for (const to of connectionsBehind(situation)) {
    const verdict = verdictOn(to);
    if (verdict?.kind === 'denied') return { verdict, to };
  }
  return null;
}

/** The first that goes out as plain text to a callee that takes mutual TLS only. */
export function plaintextBehind(
  situation: Situation,
): { readonly found: PlainToStrict; readonly to: Situation } | null {
  for (const to of connectionsBehind(situation)) {
    const found = plainToStrict(to);
    const certain = found?.plain.result === 'confirmed' && found.strict.result === 'confirmed';
    if (found !== null && certain) return { found, to };
  }
  return null;
}
