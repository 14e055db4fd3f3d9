import type { Call } from '#demo/traffic/behaviour.ts';
import { readAccess } from './access.ts';
import { type Ambient, readAmbient } from './ambient.ts';
import {
  type CallRules,
  compileAmbient,
  compileDirect,
  compileForward,
  compileSidecar,
} from './compile-call.ts';
import { readDestinationRules } from './destination-rules.ts';
import { readGatewayApi } from './gateway-api.ts';
import { readGateways } from './gateways.ts';
import type { LinkRules } from './link.ts';
import { type MeshSettings, readMeshSettings } from './mesh-settings.ts';
import { readNetworkPolicies } from './network-policies.ts';
import { readPeerAuthentication } from './peer-authentication.ts';
import type { CallNode } from './program.ts';
import { readProxyPatches } from './proxy-patches.ts';
import { type Registry, readRegistry } from './registry.ts';
import type { ConfigView } from './view.ts';
import { readVirtualServices } from './virtual-services.ts';
import { scopes } from './visibility.ts';
import { type PodNode, readWorkloads, type WorkloadNode } from './workloads.ts';

/** Everything the configuration says, compiled: who calls whom, and what every proxy on the way does. */
export interface World {
  readonly settings: MeshSettings;
  readonly workloads: readonly WorkloadNode[];
  readonly pods: readonly PodNode[];
  /** Whose proxies refuse the listeners that they are sent. */
  readonly refusing: ReadonlySet<WorkloadNode>;
  readonly registry: Registry;
  readonly ambient: Ambient;
  /** Calls by caller, gateways' forwards included. */
  readonly calls: ReadonlyMap<WorkloadNode, readonly CallNode[]>;
}

/** Compiles a view of the Kubernetes API. Pure: the same view gives the same world. */
export function compileWorld(view: ConfigView): World {
  const settings = readMeshSettings(view);
  const workloads = readWorkloads(view, settings.trustDomain);
  const registry = readRegistry(view, workloads);
  const calls = new Map<WorkloadNode, CallNode[]>(workloads.map((workload) => [workload, []]));
  const patches = readProxyPatches(view, settings);
  const access = readAccess(view, settings, registry, patches);
  const ambient = readAmbient(view, workloads);
  const rules = callRules(view, settings, registry, { access, patches, ambient }, calls);
  for (const workload of workloads) {
    const nodes = calls.get(workload) ?? [];
    if (!workload.gateway) nodes.push(...callsOf(rules, workload));
  }
  return {
    settings,
    workloads,
    pods: workloads.flatMap((workload) => workload.pods),
    refusing: new Set(workloads.filter((workload) => patches(workload).refused)),
    registry,
    ambient,
    calls,
  };
}

/** The calls of each program that the workload's pods run. */
function callsOf(rules: CallRules, caller: WorkloadNode): CallNode[] {
  const programs = new Set(caller.pods.map((pod) => pod.behaviour));
  return [...programs].flatMap((behaviour) => {
    const pods = caller.pods.filter((pod) => pod.behaviour === behaviour);
    return (behaviour?.calls ?? []).map((call) => ({
      caller,
      call,
      behaviour,
      forward: false,
      meshed: pods.some((pod) => pod.meshed) ? compileSidecar(rules, caller, call) : null,
      direct: pods.every((pod) => pod.meshed)
        ? null
        : pods.some((pod) => pod.ambient)
          ? compileAmbient(rules, caller, call)
          : compileDirect(rules, caller, call),
    }));
  });
}

function callRules(
  view: ConfigView,
  settings: MeshSettings,
  registry: Registry,
  { access, patches, ambient }: Pick<LinkRules, 'access' | 'patches'> & Pick<CallRules, 'ambient'>,
  calls: Map<WorkloadNode, CallNode[]>,
): CallRules {
  const listen = readGateways(view);
  const forwards = new Map<Call, Map<string, CallNode | null>>();

  function forward(gateway: WorkloadNode, call: Call, ports: readonly number[]): CallNode | null {
    const known = forwards.get(call) ?? new Map<string, CallNode | null>();
    forwards.set(call, known);
    const key = `${gateway.key}:${ports.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const listening = listen(gateway, call.authority ?? call.host, ports);
    if (!listening.open) {
      known.set(key, null);
      return null;
    }
    const node: CallNode = {
      caller: gateway,
      call,
      behaviour: null,
      forward: true,
      meshed: null,
      direct: null,
    };
    // Known before it is compiled, so that gateways that pass requests to each other end.
    known.set(key, node);
    calls.get(gateway)?.push(node);
    node.meshed = compileForward(rules, gateway, call, listening);
    return node;
  }

  const rules: CallRules = {
    links: {
      settings,
      registry,
      access,
      patches,
      serverMode: readPeerAuthentication(view, settings),
      drops: readNetworkPolicies(view),
      forward,
    },
    virtualServices: readVirtualServices(view, settings),
    gatewayApi: readGatewayApi(view),
    destinationRules: readDestinationRules(view, settings),
    ambient,
    scope: scopes(view, settings, registry),
  };
  return rules;
}
