import type { EdgeId } from '#lib/core/ids.ts';
import { anotherWay } from './why-no-edge/another-way.ts';
import { besideTheProxy } from './why-no-edge/beside-the-proxy.ts';
import { reasonTexts } from './why-no-edge/catalogue.ts';
import { hidden } from './why-no-edge/hidden.ts';
import { reachability } from './why-no-edge/reachability.ts';
import type { Certainty, Evidence, Reason, ReasonCode } from './why-no-edge/reason.ts';
import { type Situation, situationOf, type WhyNoEdgeInput } from './why-no-edge/situation.ts';
import { telemetry } from './why-no-edge/telemetry.ts';
import { withoutProxy } from './why-no-edge/without-proxy.ts';

/** Either the edges that there are on the screen, or reasons for there being none, never empty both. */
export interface WhyNoEdge {
  readonly edges: readonly EdgeId[];
  /** The surest first, then those that explain best. */
  readonly reasons: readonly Reason[];
}

const checks: readonly ((situation: Situation) => readonly Reason[])[] = [
  hidden,
  anotherWay,
  withoutProxy,
  besideTheProxy,
  reachability,
  telemetry,
];

const sureness: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 };
const codes = Object.keys(reasonTexts);

/** Why no edge leads from one node to another: what was seen, in the order of how well it explains it. */
export function whyNoEdge(input: WhyNoEdgeInput): WhyNoEdge {
  const { from, to, shown } = input;
  const edges = shown.edges.filter(({ source, target }) => source === from.id && target === to.id);
  if (edges.length > 0) return { edges: edges.map(({ id }) => id), reasons: [] };
  const situation = situationOf(input);
  const found = checks.flatMap((check) => check(situation));
  const names = { from: situation.from.name, to: situation.to.name };
  const reasons = found.length > 0 ? found : [noCall];
  return {
    edges: [],
    reasons: reasons
      .map((reason) => ({ ...reason, args: { ...names, ...reason.args } }))
      .sort(
        (a, b) =>
          sureness[a.certainty] - sureness[b.certainty] || codes.indexOf(a.code) - codes.indexOf(b.code),
      ),
  };
}

const noCall: Reason = { code: 'no-call', certainty: 'possible', args: {}, evidence: [] };

/** A reason in words. */
export function reasonText({ code, args }: Pick<Reason, 'args'> & { readonly code: ReasonCode }) {
  const text = reasonTexts[code];
  return { title: text.title, cause: text.cause(args), cure: text.cure(args) };
}

/**
 * The reasons as a viewer may read them (`namespaces` null: all). Evidence of an object in another namespace says no more
 * than that there is one; that a policy of the root namespace acts may be known, what it says may not.
 */
export function readableReasons(
  { edges, reasons }: WhyNoEdge,
  namespaces: ReadonlySet<string> | null,
): WhyNoEdge {
  if (namespaces === null) return { edges, reasons };
  const open = ({ object }: Evidence) => object?.namespace == null || namespaces.has(object.namespace);
  const covered = (evidence: Evidence): Evidence =>
    open(evidence)
      ? evidence
      : { text: `An object of kind ${evidence.object?.kind} in a namespace that you may not read` };
  return { edges, reasons: reasons.map((reason) => ({ ...reason, evidence: reason.evidence.map(covered) })) };
}
