import { formatCount } from '#lib/format/number.ts';
import type { Cause } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { type Check, checked, confirmed, decisive, unknown } from '../check.ts';
import { fixOf, written } from '../fix.ts';
import { verdictOn } from '../known-caller.ts';
import { actingOn, pluginsThatFailClosed } from '../proxy-objects.ts';
import { countOf, withoutFlags } from '../rows.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { codeQuery, showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

/**
 * The module of a WasmPlugin did not come, and the plugin fails closed. Since Istio 1.24 the agent puts a filter of RBAC in its place
 * that denies all (istio#53363): 403 without a flag. Before, and while Envoy waits for it: 500 NFCF.
 */
export const extensionMissing: Cause = {
  code: 'extension-missing',
  look(situation) {
    const flagged = flaggedAtCaller(situation, ['NFCF']) ?? flaggedAtCallee(situation, ['NFCF']);
    const seen = flagged ?? deniedIn(situation);
    if (seen === null) return null;
    const [plugin, ...others] = actingOn(situation, pluginsThatFailClosed, 'callee');
    if (plugin === undefined && flagged === null) return null;
    const { object, path } = plugin ?? { object: null, path: '' };
    const recent = object === null ? null : changedShortlyBefore(situation, object);
    return {
      checks: [
        flagged === null ? seen.check : decisive(seen.check),
        object === null
          ? unknown('No WasmPlugin of either end can be seen: an EnvoyFilter may ask for a module')
          : confirmed(`WasmPlugin ${object.namespace}/${object.name} fails closed`, {
              object,
              path,
              command: showObject(object),
            }),
        ...(flagged === null ? withoutFlag(situation, recent) : []),
        ...(others.length === 0 ? [] : [unknown(`${others.length} more plugins act on these proxies`)]),
        unknown('Whether a module came is in the log of istio-proxy: “cannot fetch Wasm module”'),
      ],
      culprit: object === null ? null : { object, path },
      args: { object: object === null ? 'an extension' : `WasmPlugin ${object.name}` },
      explains: seen.count,
      fix:
        object === null ? null : fixOf(situation.snapshot, object, written('spec.failStrategy', 'FAIL_OPEN')),
    };
  },
};

function deniedIn(situation: Situation) {
  const { atCallee, atCaller, sides } = situation;
  const rows = withoutFlags(sides.callee === null ? atCaller : atCallee).filter(
    ({ code, grpcStatus }) => code === '403' || grpcStatus === '7',
  );
  if (rows.length === 0) return null;
  const count = countOf(rows);
  const text = `${formatCount(count)} requests are answered 403 without a flag`;
  return { count, check: confirmed(text, { promql: codeQuery(situation, rows[0]?.grpcStatus ?? '403') }) };
}

/** A 403 has many reasons: it is the plugin's where it came with the plugin, and no policy would deny. */
function withoutFlag(situation: Situation, recent: boolean | null): readonly Check[] {
  const denied = situation.telemetry.rbacDenied;
  const verdict = verdictOn(situation);
  return [
    decisive(
      checked(recent === true ? true : null, {
        yes: 'It came with the plugin, or with a change of it',
        no: '',
        unknown: 'The plugin was not changed shortly before',
      }),
    ),
    decisive(
      checked(verdict === null ? null : verdict.kind !== 'denied', {
        yes: 'No AuthorizationPolicy turns the caller away',
        no: 'An AuthorizationPolicy turns the caller away',
      }),
    ),
    checked(denied === null ? null : denied > 0, {
      yes: 'The callee’s proxies count requests that RBAC denied, as the filter in place of the module does',
      no: 'The callee’s proxies count no request that RBAC denied: the application says no',
      unknown: 'The callee’s proxies do not export what RBAC denied',
    }),
  ];
}
