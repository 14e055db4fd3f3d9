import { decimal } from '#lib/format/number.ts';
import { effectsOf } from '#lib/mesh/rule-effects.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen, Sending } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/** Tries for each request from which retries are load of their own. */
const tooMany = 1.3;

/** Requests below which the two reports may differ by the moments at which they were scraped. */
const enough = 200;

/**
 * Retries of a route that bring the callee much more than is asked of it: a request is one at its caller's proxy and as many as
 * there were tries at the callee's.
 */
export const retriesMultiply: ObservedRule = {
  name: 'retries-multiply',
  codes: ['WEFT0225'],
  reads: ['VirtualService'],
  *check(_, seen) {
    for (const counted of tally(retried(seen))) {
      const { object, path, hit, total, first } = counted;
      if (total < enough || hit < tooMany * total) continue;
      const args = {
        ...countArgs(counted, seen.graph.window),
        times: decimal(hit / total, 1),
        attempts: String(first.attempts),
        host: first.host,
      };
      yield findingOf({ code: 'WEFT0225', path, args }, object);
    }
  },
};

interface Retried extends Case {
  readonly attempts: number;
  readonly host: string;
}

function* retried({ sendings }: Seen): Generator<Retried> {
  for (const sending of sendings) {
    const { way, reporter, caller, count, host, protocol } = sending;
    const [only, ...others] = way.rules;
    if (only === undefined || others.length > 0 || protocol === 'tcp' || reporter !== 'source') continue;
    const { retries, mirrors } = effectsOf(only.rule);
    const tries = triesOf(sending);
    // Copies arrive as well, and are no tries.
    if (retries === null || retries.attempts < 1 || mirrors.length > 0 || tries === null) continue;
    const { object } = only.route;
    const path = `${only.rule.path}.${only.rule.written?.api === 'gateway' ? 'retry' : 'retries'}`;
    yield {
      object,
      path,
      hit: tries,
      total: count,
      caller: workloadText(caller),
      attempts: retries.attempts,
      host,
    };
  }
}

/** Requests that arrived, by the proxies of the callee; null where one of its workloads has none that tells. */
function triesOf({ edges, targets }: Sending): number | null {
  let tries = 0;
  for (const [i, { reports }] of edges.entries()) {
    const arrived = reports.destination?.count ?? null;
    if (arrived !== null) tries += arrived;
    else if (targets[i]?.kind === 'workload') return null;
  }
  return tries;
}
