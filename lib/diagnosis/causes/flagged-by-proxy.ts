import type { ObjectRef } from '#lib/core/object-ref.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { CauseCode } from '../catalogue.ts';
import type { Cause } from '../cause.ts';
import { type Check, checked, confirmed, decisive, unknown } from '../check.ts';
import { flaggedAtCallee, flaggedAtCaller } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';

interface Flagged {
  readonly code: CauseCode;
  readonly flags: readonly string[];
  /** What could be behind it: an object of a proxy's own, or where to look. */
  readonly behind: (situation: Situation) => readonly ObjectRef[];
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
      const seen = flaggedAtCaller(situation, flags) ?? flaggedAtCallee(situation, flags);
      if (seen === null) return null;
      const [object, ...others] = behind(situation);
      const found: Check =
        object === undefined
          ? unknown(look)
          : confirmed(`${kind} ${object.namespace}/${object.name} acts on one of the two proxies`, {
              object,
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
        culprit: object === undefined ? null : { object, path: '' },
        args: { object: object?.name ?? look, callee: situation.target.name, caller: situation.source.name },
        explains: seen.count,
        fix: null,
      };
    },
  };
}

const ends = ({ caller, callees, callerCluster, calleeCluster }: Situation) =>
  [
    { workload: caller, cluster: callerCluster },
    ...callees.map((workload) => ({ workload, cluster: calleeCluster })),
  ].flatMap(({ workload, cluster }) =>
    workload === null || cluster === null ? [] : [{ workload, cluster }],
  );

/** EnvoyFilters that act on a proxy of either end, the namespace's own first. */
const envoyFilters = (situation: Situation): readonly ObjectRef[] =>
  acting(situation, (cluster, { namespace, labels }) =>
    [...objects(cluster, 'EnvoyFilter', namespace), ...objects(cluster, 'EnvoyFilter', 'istio-system')]
      .filter(({ spec }) => matchesLabels(spec?.workloadSelector?.labels ?? {}, labels))
      .map((filter) => refOf(cluster, 'EnvoyFilter', filter)),
  );

const wasmPlugins = (situation: Situation): readonly ObjectRef[] =>
  acting(situation, (cluster, { namespace }) =>
    [...objects(cluster, 'WasmPlugin', namespace)].map((plugin) => refOf(cluster, 'WasmPlugin', plugin)),
  );

const customPolicies = (situation: Situation): readonly ObjectRef[] =>
  acting(situation, (cluster, { namespace }) =>
    [...objects(cluster, 'AuthorizationPolicy', namespace)]
      .filter(({ spec }) => spec?.action === 'CUSTOM')
      .map((policy) => refOf(cluster, 'AuthorizationPolicy', policy)),
  );

function acting(
  situation: Situation,
  find: (cluster: ClusterSnapshot, workload: Workload) => readonly ObjectRef[],
): readonly ObjectRef[] {
  const found = ends(situation).flatMap(({ cluster, workload }) => find(cluster, workload));
  return [...new Map(found.map((object) => [`${object.namespace}/${object.name}`, object])).values()];
}

const none = (): readonly ObjectRef[] => [];

const flagged: readonly Flagged[] = [
  {
    code: 'rate-limited',
    flags: ['RL'],
    behind: envoyFilters,
    kind: 'EnvoyFilter',
    look: 'No EnvoyFilter of either end can be seen: look for one in the root namespace',
    tellsAlone: true,
  },
  {
    code: 'rate-limit-service-down',
    flags: ['RLSE'],
    behind: envoyFilters,
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
    behind: envoyFilters,
    kind: 'EnvoyFilter',
    look: 'Look at the settings of the gateway, and of the DestinationRule (maxConnectionDuration)',
    tellsAlone: true,
  },
  {
    code: 'name-not-resolved',
    flags: ['DF'],
    behind: none,
    kind: '',
    look: 'Look whether the host of the ServiceEntry resolves from inside the cluster',
    tellsAlone: true,
  },
  {
    code: 'removed-under-way',
    flags: ['LR'],
    behind: none,
    kind: '',
    look: 'Look for a rollout or a change of the route at that moment',
  },
  {
    code: 'tunnel-cut',
    flags: ['CONNECT'],
    behind: none,
    kind: '',
    look: 'Look for what keeps port 15008 of the callee’s node or pods closed',
  },
  {
    code: 'extension-missing',
    flags: ['NFCF'],
    behind: wasmPlugins,
    kind: 'WasmPlugin',
    look: 'Look for a WasmPlugin whose image cannot be fetched',
    tellsAlone: true,
  },
  {
    code: 'envoy-filter',
    flags: ['IH', 'LH', 'RFCF', 'DO', 'UDO'],
    behind: envoyFilters,
    kind: 'EnvoyFilter',
    look: 'Stock Istio answers so nowhere: look for an EnvoyFilter',
  },
];

/** Causes that a flag of a proxy names. */
export const flaggedCauses: readonly Cause[] = flagged.map(flaggedCause);
