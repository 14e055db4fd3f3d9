import { formatCount } from '#lib/format/number.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { effectiveRequestAuthentications } from '#lib/mesh/effective-authorization.ts';
import type { Cause } from '../cause.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { countOf, withoutFlags } from '../rows.ts';
import { codeQuery, showObject } from '../shown-by.ts';

/** A change so long before the errors, in seconds, may have brought them. */
const soon = 900;

/** The callee's proxy refuses the callers' tokens: 401 (gRPC 16), or 403 where the audience is not among those accepted. */
export const jwtRefused: Cause = {
  code: 'jwt-refused',
  look(situation) {
    const { atCallee, atCaller, sides, callees, calleeCluster, graph, symptom } = situation;
    const rows = withoutFlags(sides.callee === null ? atCaller : atCallee);
    const [callee] = callees;
    if (callee === undefined || calleeCluster === null || symptom.kind !== 'errors') return null;
    const tokens = effectiveRequestAuthentications(calleeCluster, callee);
    const audiences = tokens.some(({ policy }) =>
      policy.spec?.jwtRules?.some((rule) => rule.audiences !== undefined),
    );
    const refused = rows.filter(
      ({ code, grpcStatus }) => code === '401' || grpcStatus === '16' || (audiences && code === '403'),
    );
    const [policy] = tokens;
    if (refused.length === 0) return null;
    const count = countOf(refused);
    const unauthenticated = refused.some(({ code, grpcStatus }) => code === '401' || grpcStatus === '16');
    const issuers = tokens.flatMap(({ policy: { spec } }) =>
      (spec?.jwtRules ?? []).flatMap(({ issuer }) => issuer ?? []),
    );
    const at = policy === undefined ? null : changedAt(policy.policy.metadata);
    const since = symptom.since ?? graph.at;
    const cite =
      policy === undefined
        ? {}
        : { object: policy.object, path: 'spec.jwtRules', command: showObject(policy.object) };
    return {
      checks: [
        confirmed(
          `${formatCount(count)} requests are answered ${unauthenticated ? '401' : '403'} without a flag`,
          {
            promql: codeQuery(situation, unauthenticated ? '401' : '403'),
          },
        ),
        decisive(
          checked(
            policy !== undefined && (unauthenticated || null),
            {
              yes: `The callee’s proxy accepts tokens of ${issuers.join(', ') || 'no issuer'} alone`,
              no: 'No RequestAuthentication holds for the callee: its application refuses them',
              unknown: 'Tokens for another audience are answered 403, and so is much else',
            },
            cite,
          ),
        ),
        ...(at === null
          ? []
          : [
              checked(
                at <= since && since - at < soon ? true : null,
                {
                  yes: 'The RequestAuthentication was changed shortly before',
                  no: '',
                  unknown:
                    'The RequestAuthentication was not changed shortly before: the tokens, or the keys of the issuer, may have been',
                },
                cite,
              ),
            ]),
        unknown(
          'Whether the proxy or the application refused is in no metric: the access log of the callee tells (jwt_authn)',
        ),
      ],
      culprit: policy === undefined ? null : { object: policy.object, path: 'spec.jwtRules' },
      args: { policy: policy?.object.name ?? '', issuers: issuers.join(', ') },
      explains: count,
      fix: null,
    };
  },
};
