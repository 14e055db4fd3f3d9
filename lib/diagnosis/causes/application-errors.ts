import { formatCount } from '#lib/format/number.ts';
import { dimensionWord } from '#lib/graph/concentration-text.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { tellingPart } from '../concentration.ts';
import { deniedBehind, plaintextBehind } from '../denied-behind.ts';
import { failsBehind } from '../fails-behind.ts';
import { countOf, outcomeText, withoutFlags } from '../rows.ts';
import { codeQuery, showPods } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** The application itself answers with errors: no proxy put a flag on them, and nothing that it calls fails as much. */
export const applicationErrors: Cause = {
  code: 'application-errors',
  look(situation) {
    const rows = answered(situation);
    const [first] = rows.toSorted((a, b) => b.count - a.count);
    if (first === undefined || situation.symptom.kind !== 'errors') return null;
    const count = countOf(rows);
    const behind = failsBehind(situation.graph, situation.target.id);
    const denied = deniedBehind(situation);
    const plain = denied === null ? plaintextBehind(situation) : null;
    const [callee] = situation.callees;
    const part = tellingPart(situation.telemetry.parts);
    const where = part?.concentration.keys.join(', ') ?? '';
    const query = { promql: codeQuery(situation, first.grpcStatus ?? first.code) };
    const who = situation.sides.callee === null ? 'The caller’s proxy tells' : 'The callee’s proxy tells';
    return {
      checks: [
        decisive(
          confirmed(
            `${who} of ${formatCount(count)} answers ${outcomeText(first)} without a flag: no proxy made them`,
            query,
          ),
        ),
        decisive(
          checked(!behind && denied === null && plain === null, {
            yes: `What ${situation.target.name} calls does not fail as much`,
            no:
              denied !== null
                ? `A policy closes what ${situation.target.name} sends to ${denied.to.target.name}`
                : plain !== null
                  ? `${situation.target.name} sends plain text to ${plain.to.target.name}, which takes none`
                  : `What ${situation.target.name} calls fails too`,
          }),
        ),
        ...(part === null
          ? []
          : [
              confirmed(
                `The errors come from ${part.concentration.keys.length} of ${part.concentration.of} by ${dimensionWord[part.dimension]}: ${where}`,
              ),
            ]),
      ],
      culprit: callee?.object == null ? null : { object: callee.object, path: '' },
      args: {
        workload: situation.target.name,
        outcome: outcomeText(first),
        where: part === null ? '' : `${dimensionWord[part.dimension]} ${where}`,
        command: callee === undefined ? '' : showPods(callee),
      },
      explains: count,
      fix: null,
    };
  },
};

/** Answers of the server's kind without a flag, as the proxy nearest to the application tells. */
export function answered({ atCallee, atCaller, sides, target }: Situation) {
  // A request that no host was chosen for was answered by no application; outside of the mesh the caller's proxy is the nearest.
  if (sides.callee === null && ['service', 'blackhole', 'unknown'].includes(target.kind)) return [];
  return withoutFlags(sides.callee === null ? atCaller : atCallee).filter(
    ({ error, code, grpcStatus }) =>
      error &&
      !['401', '403', '404', '429'].includes(code) &&
      !['7', '16', '1', '4'].includes(grpcStatus ?? ''),
  );
}
