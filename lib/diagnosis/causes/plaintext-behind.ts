import type { Cause } from '../cause.ts';
import { confirmed, decisive } from '../check.ts';
import { plaintextBehind } from '../denied-behind.ts';
import { countOf } from '../rows.ts';
import { answered } from './application-errors.ts';
import { fixOfPlain } from './plaintext-to-strict.ts';

/**
 * The callee fails because its own connection, such as to its database, goes out as plain text to a server that takes mutual TLS
 * only: of TCP that is a connection that ends at once, without a flag.
 */
export const plaintextBehindCallee: Cause = {
  code: 'plaintext-behind',
  look(situation) {
    const rows = answered(situation);
    const plain = rows.length === 0 ? null : plaintextBehind(situation);
    if (plain === null) return null;
    const { found, to } = plain;
    const [caller, callee] = [situation.target.name, to.target.name];
    return {
      checks: [
        confirmed(`${caller} answers with errors that no proxy made`),
        decisive(found.plain),
        decisive(found.strict),
      ],
      culprit: found.culprit,
      args: { caller, callee, rule: found.rule, policy: found.policy },
      explains: countOf(rows),
      fix: fixOfPlain(to, found),
    };
  },
};
