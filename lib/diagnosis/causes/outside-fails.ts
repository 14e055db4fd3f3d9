import { formatCount } from '#lib/format/number.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { declaredTls } from '../client-tls.ts';
import { countOf, outcomeText } from '../rows.ts';
import { dominating } from '../symptoms.ts';

/** A host outside of the mesh fails, or the way to it; no configuration of the mesh stands in between. */
export const outsideFails: Cause = {
  code: 'outside-fails',
  look(situation) {
    const { target, atCaller } = situation;
    if (!['external', 'passthrough'].includes(target.kind)) return null;
    const rows = atCaller.filter(({ error }) => error);
    const most = dominating(rows);
    if (most === null) return null;
    const answered = most.flags.length === 0;
    return {
      checks: [
        confirmed(`${formatCount(countOf(rows))} requests end with ${outcomeText(most)}`),
        decisive(
          checked(answered ? true : null, {
            yes: 'The answers are the host’s own: no proxy put a flag on them',
            no: '',
            unknown: 'The host, its name, the network and a firewall in between can all do that',
          }),
        ),
        checked(declaredTls(situation) === null ? true : null, {
          yes: 'No DestinationRule begins TLS for the host',
          no: '',
          unknown: 'A DestinationRule begins TLS for the host: look at its settings',
        }),
        unknown('Nothing on the other side reports to this mesh'),
      ],
      culprit: null,
      args: { host: target.name, outcome: outcomeText(most) },
      explains: countOf(rows),
      fix: null,
    };
  },
};
