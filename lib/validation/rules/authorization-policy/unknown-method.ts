import { objectRule } from '../../rule.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** A method that no HTTP request has (RFC 9110, RFC 5789). A `*` before or after stands for anything. */
export const unknownMethod = objectRule({
  name: 'authorization-policy/unknown-method',
  codes: ['WEFT1002'],
  kind: 'AuthorizationPolicy',
  *remarks({ spec }) {
    for (const [i, { to = [] }] of (spec?.rules ?? []).entries()) {
      for (const [j, { operation = {} }] of to.entries()) {
        for (const list of ['methods', 'notMethods'] as const) {
          for (const [k, method] of (operation[list] ?? []).entries()) {
            if (methods.some((known) => matches(known, method.trim()))) continue;
            const path = `spec.rules[${i}].to[${j}].operation.${list}[${k}]`;
            yield { code: 'WEFT1002', path, args: { method } };
          }
        }
      }
    }
  },
});

function matches(method: string, wanted: string): boolean {
  if (wanted.startsWith('*')) return method.endsWith(wanted.slice(1));
  return wanted.endsWith('*') ? method.startsWith(wanted.slice(0, -1)) : method === wanted;
}
