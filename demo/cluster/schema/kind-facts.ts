import type { PrinterColumn } from './types.ts';

/** What discovery says of a kind beyond its schema. */
export interface KindFacts {
  plural: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  status: boolean;
  scale: boolean;
  columns: PrinterColumn[];
}

/** `plural short,short !flags`: c cluster-scoped, s status subresource, r scale (replicas), a in the category `all`. */
function facts(text: string, columns: PrinterColumn[] = [], categories: string[] = []): KindFacts {
  const [plural = '', short = '-', flags = ''] = text.split(' ');
  return {
    plural,
    shortNames: short === '-' ? [] : short.split(','),
    categories: flags.includes('a') ? ['all', ...categories] : categories,
    namespaced: !flags.includes('c'),
    status: flags.includes('s'),
    scale: flags.includes('r'),
    columns,
  };
}

const column = (name: string, jsonPath: string, priority?: number): PrinterColumn => ({
  name,
  type: 'string',
  jsonPath,
  ...(priority === undefined ? {} : { priority }),
});
const age: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };
const condition = (type: string) => `.status.conditions[?(@.type=="${type}")].status`;

const builtIn: Record<string, KindFacts> = {
  '/Namespace': facts('namespaces ns cs'),
  '/Node': facts('nodes no cs'),
  '/Service': facts('services svc sa'),
  '/Pod': facts('pods po sa'),
  '/ServiceAccount': facts('serviceaccounts sa'),
  '/ConfigMap': facts('configmaps cm'),
  '/Event': facts('events ev'),
  '/Secret': facts('secrets'),
  '/Endpoints': facts('endpoints ep'),
  'discovery.k8s.io/EndpointSlice': facts('endpointslices'),
  'apps/Deployment': facts('deployments deploy sra'),
  'apps/ReplicaSet': facts('replicasets rs sra'),
  'apps/StatefulSet': facts('statefulsets sts sra'),
  'apps/DaemonSet': facts('daemonsets ds sa'),
  'networking.k8s.io/NetworkPolicy': facts('networkpolicies netpol'),
  'autoscaling/HorizontalPodAutoscaler': facts('horizontalpodautoscalers hpa sa'),
  'coordination.k8s.io/Lease': facts('leases'),
  'rbac.authorization.k8s.io/Role': facts('roles'),
  'rbac.authorization.k8s.io/ClusterRole': facts('clusterroles - c'),
  'rbac.authorization.k8s.io/RoleBinding': facts('rolebindings'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': facts('clusterrolebindings - c'),
  'apiextensions.k8s.io/CustomResourceDefinition': facts(
    'customresourcedefinitions crd,crds cs',
    [],
    ['api-extensions'],
  ),
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': facts(
    'mutatingwebhookconfigurations - c',
    [],
    ['api-extensions'],
  ),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': facts(
    'validatingwebhookconfigurations - c',
    [],
    ['api-extensions'],
  ),
};

const networking = ['istio-io', 'networking-istio-io'];
const security = ['istio-io', 'security-istio-io'];
const hosts = column('Hosts', '.spec.hosts');

const istio: Record<string, KindFacts> = {
  'networking.istio.io/VirtualService': facts(
    'virtualservices vs s',
    [column('Gateways', '.spec.gateways'), hosts, age],
    networking,
  ),
  'networking.istio.io/DestinationRule': facts(
    'destinationrules dr s',
    [column('Host', '.spec.host'), age],
    networking,
  ),
  'networking.istio.io/Gateway': facts('gateways gw s', [age], networking),
  'networking.istio.io/ServiceEntry': facts(
    'serviceentries se s',
    [hosts, column('Location', '.spec.location'), column('Resolution', '.spec.resolution'), age],
    networking,
  ),
  'networking.istio.io/WorkloadEntry': facts(
    'workloadentries we s',
    [age, column('Address', '.spec.address')],
    networking,
  ),
  'networking.istio.io/WorkloadGroup': facts('workloadgroups wg s', [age], networking),
  'networking.istio.io/Sidecar': facts('sidecars - s', [age], networking),
  'networking.istio.io/EnvoyFilter': facts('envoyfilters - s', [age], networking),
  'networking.istio.io/ProxyConfig': facts('proxyconfigs - s', [age], networking),
  'security.istio.io/AuthorizationPolicy': facts(
    'authorizationpolicies ap s',
    [column('Action', '.spec.action'), age],
    security,
  ),
  'security.istio.io/PeerAuthentication': facts(
    'peerauthentications pa s',
    [column('Mode', '.spec.mtls.mode'), age],
    security,
  ),
  'security.istio.io/RequestAuthentication': facts('requestauthentications ra s', [age], security),
  'telemetry.istio.io/Telemetry': facts('telemetries telemetry s', [age], ['istio-io', 'telemetry-istio-io']),
  'extensions.istio.io/WasmPlugin': facts('wasmplugins - s', [age], ['istio-io', 'extensions-istio-io']),
  'extensions.istio.io/TrafficExtension': facts(
    'trafficextensions - s',
    [age],
    ['istio-io', 'extensions-istio-io'],
  ),
};

const api = ['gateway-api'];
const accepted = column('Accepted', condition('Accepted'));
const programmed = column('Programmed', condition('Programmed'));
const hostnames = column('Hostnames', '.spec.hostnames');
const gateway = 'gateway.networking.k8s.io';

const gatewayApi: Record<string, KindFacts> = {
  [`${gateway}/GatewayClass`]: facts(
    'gatewayclasses gc cs',
    [
      column('Controller', '.spec.controllerName'),
      accepted,
      age,
      column('Description', '.spec.description', 1),
    ],
    api,
  ),
  [`${gateway}/Gateway`]: facts(
    'gateways gtw s',
    [
      column('Class', '.spec.gatewayClassName'),
      column('Address', '.status.addresses[*].value'),
      programmed,
      age,
    ],
    api,
  ),
  [`${gateway}/HTTPRoute`]: facts('httproutes - s', [hostnames, age], api),
  [`${gateway}/GRPCRoute`]: facts('grpcroutes - s', [hostnames, age], api),
  [`${gateway}/TLSRoute`]: facts('tlsroutes - s', [age], api),
  [`${gateway}/TCPRoute`]: facts('tcproutes - s', [age], api),
  [`${gateway}/UDPRoute`]: facts('udproutes - s', [age], api),
  [`${gateway}/ReferenceGrant`]: facts('referencegrants refgrant', [age], api),
  [`${gateway}/BackendTLSPolicy`]: facts('backendtlspolicies btlspolicy s', [age], api),
  [`${gateway}/ListenerSet`]: facts('listenersets lset s', [accepted, programmed, age], api),
  'gateway.networking.x-k8s.io/XBackendTrafficPolicy': facts(
    'xbackendtrafficpolicies xbtrafficpolicy s',
    [age],
    api,
  ),
  'gateway.networking.x-k8s.io/XMesh': facts('xmeshes mesh cs', [accepted, age], api),
};

const rollouts: Record<string, KindFacts> = {
  'argoproj.io/Rollout': facts('rollouts ro s', [
    column('Desired', '.spec.replicas'),
    column('Current', '.status.replicas'),
    column('Available', '.status.availableReplicas'),
    age,
  ]),
  'flagger.app/Canary': facts('canaries - s', [
    column('Status', '.status.phase'),
    column('Weight', '.status.canaryWeight'),
    column('LastTransitionTime', '.status.lastTransitionTime'),
  ]),
};

const custom = { ...istio, ...gatewayApi, ...rollouts };

/** The facts of a kind, and whether a CustomResourceDefinition defines it; null for kinds that are no resource (Scale). */
export function factsOf(group: string, kind: string): { facts: KindFacts; custom: boolean } | null {
  const key = `${group}/${kind}`;
  const own = builtIn[key];
  if (own) return { facts: own, custom: false };
  const defined = custom[key];
  return defined ? { facts: defined, custom: true } : null;
}
