import { formatCount } from '#lib/format/number.ts';
import type { RouteRule } from '#lib/mesh/route.ts';
import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { fixOf, without } from '../fix.ts';
import { countOf, withoutFlags } from '../rows.ts';
import { codeQuery, showObject } from '../shown-by.ts';
import { textAt } from '../text-at.ts';

/** The application answers 404 because a rule rewrites the path (or host) to one that it does not know; no proxy flags it. */
export const rewriteWrong: Cause = {
  code: 'rewrite-wrong',
  look(situation) {
    const { atCallee, atCaller, sides, way, target, snapshot } = situation;
    const rows = withoutFlags(sides.callee === null ? atCaller : atCallee).filter(
      ({ code, grpcStatus }) => code === '404' || grpcStatus === '12',
    );
    const [found] = (way?.rules ?? []).flatMap(({ rule, route }) => {
      const rewrite = rewriteOf(rule);
      return rewrite === null ? [] : [{ ...rewrite, object: route.object }];
    });
    if (rows.length === 0 || found === undefined) return null;
    const { object, path, to } = found;
    const count = countOf(rows);
    const recent = changedShortlyBefore(situation, object) === true;
    return {
      checks: [
        confirmed(
          `${formatCount(count)} requests are answered 404 without a flag: the application made them`,
          {
            promql: codeQuery(situation, rows[0]?.grpcStatus ?? '404'),
          },
        ),
        decisive(
          confirmed(`The rule rewrites requests to ${to}`, { object, path, command: showObject(object) }),
        ),
        decisive(
          checked(recent || null, {
            yes: 'The route was changed shortly before',
            no: '',
            unknown:
              'The route was not changed shortly before: the callers, or the application, may have been',
          }),
        ),
        unknown('Which paths were asked for is in no metric: the access log of the callee tells'),
      ],
      culprit: { object, path },
      args: { route: object.name, to, callee: target.name },
      explains: count,
      fix: recent ? fixOf(snapshot, object, without(path)) : null,
    };
  },
};

/** What a rule rewrites to, and the field that says so. */
function rewriteOf({ written, path }: RouteRule): { readonly path: string; readonly to: string } | null {
  if (written === null) return null;
  if (written.api === 'istio') {
    const { rewrite } = written.rule;
    const to =
      textAt(rewrite, 'uri') ?? textAt(rewrite, 'uriRegexRewrite', 'rewrite') ?? textAt(rewrite, 'authority');
    return to === null ? null : { path: `${path}.rewrite`, to };
  }
  for (const [i, filter] of (written.rule.filters ?? []).entries()) {
    const to =
      textAt(filter, 'urlRewrite', 'path', 'replaceFullPath') ??
      textAt(filter, 'urlRewrite', 'path', 'replacePrefixMatch') ??
      textAt(filter, 'urlRewrite', 'hostname');
    if (to !== null) return { path: `${path}.filters[${i}].urlRewrite`, to };
  }
  return null;
}
