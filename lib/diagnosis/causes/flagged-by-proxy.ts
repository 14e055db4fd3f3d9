import type { CauseCode } from '../catalogue.ts';
import type { Cause } from '../cause.ts';
import { type Check, checked, confirmed, decisive, unknown } from '../check.ts';
import { actingOn, customPolicies, filtersThatSay } from '../proxy-objects.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';

interface Flagged {
  readonly code: CauseCode;
  readonly flags: readonly string[];
  /** What could be behind it: objects of the proxies of an end. */
  readonly behind: Parameters<typeof actingOn>[1];
  readonly kind: string;
  /** Where to look when there is no such object. */
  readonly look: string;
  /** Whether the flag itself says what happened, so that no object has to be found. */
  readonly tellsAlone?: boolean;
}

/** A cause that a flag names by itself: what is left to find is the object that asks for it. */
function flaggedCause({ code, flags, behind, kind, look, tellsAlone }: Flagged): Cause {
  return {
    code,
    look(situation) {
      const atCaller = flaggedAtCaller(situation, flags);
      const seen = atCaller ?? flaggedAtCallee(situation, flags);
      if (seen === null) return null;
      const [first, ...others] = actingOn(situation, behind, atCaller === null ? 'callee' : 'caller');
      const { object, path } = first ?? { object: undefined, path: '' };
      const found: Check =
        object === undefined
          ? unknown(look)
          : confirmed(`${kind} ${object.namespace}/${object.name} acts on one of the two proxies`, {
              object,
              path,
              command: showObject(object),
            });
      return {
        checks: [
          tellsAlone === true ? decisive(seen.check) : seen.check,
          tellsAlone === true ? found : decisive(found),
          ...(others.length === 0
            ? []
            : [checked(null, { yes: '', no: '', unknown: `${others.length} more may do it too` })]),
        ],
        culprit: object === undefined ? null : { object, path },
        args: { object: object?.name ?? '', callee: situation.target.name, caller: situation.source.name },
        explains: seen.count,
        fix: null,
      };
    },
  };
}

const none = () => [];

const flagged: readonly Flagged[] = [
  {
    code: 'rate-limited',
    flags: ['RL'],
    behind: filtersThatSay('ratelimit'),
    kind: 'EnvoyFilter',
    look: 'No EnvoyFilter of either end can be seen: look for one in the root namespace',
    tellsAlone: true,
  },
  {
    code: 'rate-limit-service-down',
    flags: ['RLSE'],
    behind: filtersThatSay('ratelimit'),
    kind: 'EnvoyFilter',
    look: 'Look at the rate limit service that the proxies ask',
    tellsAlone: true,
  },
  {
    code: 'external-authorization',
    flags: ['UAEX'],
    behind: customPolicies,
    kind: 'AuthorizationPolicy',
    look: 'No CUSTOM policy of either end can be seen: an EnvoyFilter may ask the service',
    tellsAlone: true,
  },
  {
    code: 'proxy-overloaded',
    flags: ['OM'],
    behind: none,
    kind: '',
    look: 'Look at the memory of the container istio-proxy beside its limit',
    tellsAlone: true,
  },
  {
    code: 'stream-limit',
    flags: ['SI', 'UMSDR', 'DT'],
    behind: filtersThatSay('_timeout', '_duration'),
    kind: 'EnvoyFilter',
    look: 'Look at the settings of the gateway, and of the DestinationRule (maxConnectionDuration)',
    tellsAlone: true,
  },
  {
    code: 'tunnel-cut',
    flags: ['CONNECT'],
    behind: none,
    kind: '',
    look: 'Look for what keeps port 15008 of the callee’s node or pods closed',
  },
  {
    code: 'envoy-filter',
    flags: ['IH', 'LH', 'RFCF', 'DO', 'UDO'],
    behind: filtersThatSay(),
    kind: 'EnvoyFilter',
    look: 'Stock Istio answers so nowhere: look for an EnvoyFilter',
  },
];

/** Causes that a flag of a proxy names. */
export const flaggedCauses: readonly Cause[] = flagged.map(flaggedCause);
