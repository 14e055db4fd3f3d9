import { formatCount } from '#lib/format/number.ts';
import type { Verdict } from '../authorization-verdict.ts';
import type { Cause, Evidence } from '../cause.ts';
import { checked, confirmed, decisive } from '../check.ts';
import { fixOf, written } from '../fix.ts';
import { verdictOn } from '../known-caller.ts';
import { countOf, withFlag, withoutFlags } from '../rows.ts';
import { codeQuery, deniedQuery, flagQuery, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/** An AuthorizationPolicy turns the caller away: 403 (gRPC 7) without a flag; of TCP the connection is closed, DENY in ambient. */
export const authorizationDenied: Cause = {
  code: 'authorization-denied',
  look(situation) {
    const refused = refusedIn(situation);
    if (refused === null) return null;
    const verdict = verdictOn(situation);
    const [callee] = situation.callees;
    const at = verdict === null || verdict.kind === 'allowed' ? null : verdict;
    const denied = situation.telemetry.rbacDenied;
    const { source, target } = situation;
    return {
      checks: [
        refused.check,
        decisive(
          checked(
            verdict === null || verdict.kind === 'cannot-tell' ? null : verdict.kind === 'denied',
            {
              yes: `By the policies of ${target.name}, ${source.name} is turned away: ${at?.why ?? ''}`,
              no: `The policies of ${target.name} let ${source.name} in`,
              unknown:
                at === null
                  ? `Which policies hold for ${target.name} is not known`
                  : `It depends on the request: ${at.why}`,
            },
            at === null ? {} : { object: at.object, path: at.path, command: showObject(at.object) },
          ),
        ),
        checked(
          denied === null ? null : denied > 0,
          {
            yes: 'The callee’s proxies count requests that their policies denied',
            no: 'The callee’s proxies count no request that their policies denied: the application says no',
            unknown: 'The callee’s proxies do not export what their policies denied',
          },
          callee === undefined ? {} : { promql: deniedQuery(callee.namespace, situation.graph) },
        ),
      ],
      culprit: at === null ? null : { object: at.object, path: at.path },
      args: {
        policy: at === null ? 'a policy' : at.object.name,
        why: at?.why ?? 'a policy says no',
        caller: source.name,
        callee: target.name,
      },
      explains: refused.count,
      fix: fixFor(situation, at),
    };
  },
};

function refusedIn(situation: Situation) {
  const { atCallee, atCaller, sides, edge } = situation;
  const rows = sides.callee === null ? atCaller : atCallee;
  const denied = edge.protocol === 'tcp' ? withFlag([...atCaller, ...atCallee], ['DENY']) : [];
  const codes = withoutFlags(rows).filter(({ code, grpcStatus }) => code === '403' || grpcStatus === '7');
  const count = Math.max(countOf(codes), countOf(denied));
  if (count === 0) return null;
  const grpc = codes.some(({ grpcStatus }) => grpcStatus === '7');
  const tcp = denied.length > 0;
  const text = tcp
    ? `${formatCount(count)} connections are denied (DENY)`
    : `${formatCount(count)} requests are answered ${grpc ? 'gRPC 7' : '403'} without a flag`;
  const promql = tcp ? flagQuery(situation, ['DENY']) : codeQuery(situation, grpc ? '7' : '403');
  return { count, check: confirmed(text, { promql }) };
}

/** Where one rule names who may call, and the name is the caller's but for one part of it, that name is written right. */
function fixFor(
  { caller, snapshot }: Situation,
  at: Exclude<Verdict, { kind: 'allowed' }> | null,
): Evidence['fix'] {
  const list = /\.(namespaces|principals|serviceAccounts)\[\d+\]$/.exec(at?.path ?? '')?.[1];
  if (at === null || at.kind !== 'denied' || caller === null || list === undefined) return null;
  const { namespace, serviceAccount } = caller;
  const name = {
    namespaces: namespace,
    serviceAccounts: `${namespace}/${serviceAccount}`,
    principals: `cluster.local/ns/${namespace}/sa/${serviceAccount}`,
  }[list];
  // Beside what is there: whom else the policy is for is not known.
  const next = at.path.replace(/\d+(?=\]$)/, '1');
  return name === undefined ? null : fixOf(snapshot, at.object, written(next, name));
}
