import { formatCount } from '#lib/format/number.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { errorsGot, failsBehind, throughOf } from '../fails-behind.ts';
import { countOf, outcomeText, rowsOf, sidesOf } from '../rows.ts';
import type { Situation } from '../situation.ts';
import { dominating } from '../symptoms.ts';
import { answered } from './application-errors.ts';

/** The callee passes on what its own calls end with: the cause lies further down. */
export const failsFurtherDown: Cause = {
  code: 'fails-further-down',
  look(situation) {
    const rows = answered(situation);
    const { graph, target } = situation;
    if (rows.length === 0) return null;
    const own = throughOf(graph).answered.get(target.id) ?? 0;
    const got = throughOf(graph).got.get(target.id) ?? 0;
    const worst = worstCall(situation);
    const count = countOf(rows);
    return {
      checks: [
        confirmed(`${target.name} answers ${formatCount(own)} requests with errors, from all callers`),
        decisive(
          checked(failsBehind(graph, target.id), {
            yes: `${target.name} gets ${formatCount(got)} errors from what it calls`,
            no: `${target.name} gets ${formatCount(got)} errors from what it calls, too few to explain its own`,
          }),
        ),
        ...(worst === null
          ? []
          : [confirmed(`Most of them from ${worst.name}: ${worst.outcome}`, { object: worst.object })]),
      ],
      culprit: worst?.object == null ? null : { object: worst.object, path: '' },
      args: {
        workload: target.name,
        behind: worst?.name ?? 'what it calls',
        outcome: worst?.outcome ?? 'errors',
      },
      explains: count,
      fix: null,
    };
  },
};

function worstCall({ graph, target }: Situation) {
  const [worst] = graph.edges
    .filter(({ source }) => source === target.id)
    .map((edge) => ({ edge, errors: errorsGot(edge) }))
    .filter(({ errors }) => errors > 0)
    .sort((a, b) => b.errors - a.errors);
  if (worst === undefined) return null;
  const { caller, callee } = sidesOf(worst.edge);
  const most = dominating(rowsOf(worst.edge, caller ?? callee).filter(({ error }) => error));
  const node = graph.nodes.find(({ id }) => id === worst.edge.target);
  return {
    name: node?.name ?? 'a node',
    object: node?.object ?? null,
    outcome: most === null ? 'errors' : outcomeText(most),
  };
}
