import type { ObjectRef } from '#lib/core/object-ref.ts';
import { formatCount } from '#lib/format/number.ts';
import type { RequestAuthentication } from '#lib/istio/security-types.ts';
import { effectiveRequestAuthentications } from '#lib/mesh/effective-authorization.ts';
import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { type Check, checked, confirmed, decisive, unknown } from '../check.ts';
import { countOf, withoutFlags } from '../rows.ts';
import { codeQuery, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

interface Tokens {
  readonly policies: readonly { readonly object: ObjectRef; readonly policy: RequestAuthentication }[];
  readonly issuers: readonly string[];
  /** Whether a rule names audiences: others are answered 403. */
  readonly audiences: boolean;
}

/** The callee's proxy refuses the callers' tokens: 401 (gRPC 16), or 403 where the audience is not among those accepted. */
export const jwtRefused: Cause = {
  code: 'jwt-refused',
  look(situation) {
    const tokens = tokensOf(situation);
    const refused = tokens === null ? [] : refusedIn(situation, tokens);
    if (tokens === null || refused.length === 0) return null;
    const [first] = tokens.policies;
    const code = refused.some(isUnauthenticated) ? '401' : '403';
    const count = countOf(refused);
    return {
      checks: [
        confirmed(`${formatCount(count)} requests are answered ${code} without a flag`, {
          promql: codeQuery(situation, code),
        }),
        ...byPolicy(situation, tokens, code === '401'),
        unknown(
          'Whether the proxy or the application refused is in no metric: the access log of the callee tells (jwt_authn)',
        ),
      ],
      culprit: first === undefined ? null : { object: first.object, path: 'spec.jwtRules' },
      args: { policy: first?.object.name ?? '', issuers: tokens.issuers.join(', ') },
      explains: count,
      fix: null,
    };
  },
};

function tokensOf({ callees, calleeCluster }: Situation): Tokens | null {
  const [callee] = callees;
  if (callee === undefined || calleeCluster === null) return null;
  const policies = effectiveRequestAuthentications(calleeCluster, callee);
  const rules = policies.flatMap(({ policy }) => policy.spec?.jwtRules ?? []);
  return {
    policies,
    issuers: rules.flatMap(({ issuer }) => issuer ?? []),
    audiences: rules.some(({ audiences }) => audiences !== undefined),
  };
}

const isUnauthenticated = ({ code, grpcStatus }: Situation['atCaller'][number]): boolean =>
  code === '401' || grpcStatus === '16';

const refusedIn = ({ atCallee, atCaller, sides }: Situation, { audiences }: Tokens) =>
  withoutFlags(sides.callee === null ? atCaller : atCallee).filter(
    (row) => isUnauthenticated(row) || (audiences && row.code === '403'),
  );

/** A 401 is what the proxy answers; a 403 may be many things, unless it came with a change of what is accepted. */
function byPolicy(
  situation: Situation,
  { policies, issuers }: Tokens,
  unauthenticated: boolean,
): readonly Check[] {
  const [first] = policies;
  const no = 'No RequestAuthentication holds for the callee: its application refuses them';
  if (first === undefined) return [decisive(checked(false, { yes: '', no }))];
  const { object } = first;
  const cite = { object, path: 'spec.jwtRules', command: showObject(object) };
  const recent = changedShortlyBefore(situation, object) === true;
  return [
    decisive(
      checked(
        unauthenticated || recent || null,
        {
          yes: `The callee’s proxy accepts tokens of ${issuers.join(', ') || 'no issuer'} alone`,
          no,
          unknown: 'Tokens for another audience are answered 403, and so is much else',
        },
        cite,
      ),
    ),
    decisive(
      checked(
        recent || null,
        {
          yes: 'What is accepted was changed shortly before',
          no: '',
          unknown:
            'What is accepted was not changed shortly before: the tokens, or the keys of the issuer, may have been',
        },
        cite,
      ),
    ),
  ];
}
