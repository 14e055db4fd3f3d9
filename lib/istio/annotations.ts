import { isAddressRange } from '#lib/core/ip-address.ts';

/** What Istio knows of one of its annotations. */
export interface AnnotationInfo {
  /** Kinds that it means something on; empty for any. */
  readonly on: readonly string[];
  readonly alpha: boolean;
  readonly deprecated: boolean;
  /** What is wrong with a value; null for a good one. */
  readonly problem: (value: string) => string | null;
}

const fine = (): null => null;

const portList = (value: string): string | null => {
  const text = value.trim();
  const wrong = text === '' ? undefined : text.split(',').find((port) => !isPort(port.trim()));
  return wrong === undefined ? null : `${JSON.stringify(wrong)} is no port`;
};

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

const ranges = (value: string): string | null => {
  const wrong = value === '' ? undefined : value.split(',').find((range) => !isAddressRange(range, false));
  return wrong === undefined ? null : `${JSON.stringify(wrong)} is no address range`;
};

const orAll =
  (check: (value: string) => string | null) =>
  (value: string): string | null =>
    value === '*' ? null : check(value);

const wholeNumber = (value: string): string | null =>
  /^\d+$/.test(value) && Number(value) <= 4_294_967_295
    ? null
    : `${JSON.stringify(value)} is no whole number`;

const truth = (value: string): string | null =>
  /^(1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)$/.test(value)
    ? null
    : `${JSON.stringify(value)} is neither true nor false`;

const interception = (value: string): string | null =>
  ['REDIRECT', 'TPROXY', 'NONE'].includes(value)
    ? null
    : `${JSON.stringify(value)} is none of REDIRECT, TPROXY and NONE`;

const known = new Map<string, AnnotationInfo>();

type Flags = '' | 'alpha' | 'deprecated' | 'alpha deprecated';

function register(flags: Flags, on: string, names: string, problem: AnnotationInfo['problem'] = fine): void {
  for (const name of names.trim().split(/\s+/)) {
    known.set(name, {
      on: on === 'Any' ? [] : on.split(' '),
      alpha: flags.includes('alpha'),
      deprecated: flags.includes('deprecated'),
      problem,
    });
  }
}

// Istio's registry of annotations (istio/api annotation/annotations.gen.go) and what its injector says of values
// (istio/istio pkg/kube/inject 86c9f01f).
register('alpha', 'Any', 'galley.istio.io/analyze-suppress gateway.istio.io/controller-version');
register(
  'alpha',
  'Any',
  'install.operator.istio.io/chart-owner install.operator.istio.io/owner-generation install.operator.istio.io/version',
);
register(
  'alpha deprecated',
  'Service',
  'alpha.istio.io/canonical-serviceaccounts alpha.istio.io/kubernetes-serviceaccounts',
);
register('alpha', 'Service', 'networking.istio.io/exportTo');
register('alpha', 'Namespace Service ServiceEntry', 'networking.istio.io/traffic-distribution');
register('', 'Service', 'traffic.istio.io/nodeSelector');
register('', 'Ingress', 'kubernetes.io/ingress.class');
register('alpha', 'Namespace', 'topology.istio.io/controlPlaneClusters');
register('alpha', 'AuthorizationPolicy RequestAuthentication', 'istio.io/dry-run');
register(
  'alpha',
  'WorkloadEntry',
  'istio.io/autoRegistrationGroup istio.io/connectedAt istio.io/disconnectedAt istio.io/workloadController',
);
register(
  'alpha',
  'Gateway',
  `gateway.istio.io/name-override gateway.istio.io/service-account networking.istio.io/service-type
   networking.istio.io/address-type`,
);
register('alpha', 'GatewayClass Gateway', 'ambient.istio.io/waypoint-inbound-binding');
register('', 'Pod', 'ambient.istio.io/redirection');
register(
  'alpha',
  'Pod',
  `ambient.istio.io/bypass-inbound-capture ambient.istio.io/dns-capture inject.istio.io/templates istio.io/rev
   istio.io/reroute-virtual-interfaces proxy.istio.io/overrides readiness.status.sidecar.istio.io/applicationPorts
   sidecar.istio.io/agentLogLevel sidecar.istio.io/bootstrapOverride sidecar.istio.io/componentLogLevel
   sidecar.istio.io/enableCoreDump sidecar.istio.io/logLevel sidecar.istio.io/nativeSidecar
   sidecar.istio.io/proxyCPU sidecar.istio.io/proxyCPULimit sidecar.istio.io/proxyImage
   sidecar.istio.io/proxyImageType sidecar.istio.io/proxyMemory sidecar.istio.io/proxyMemoryLimit
   sidecar.istio.io/rewriteAppHTTPProbers sidecar.istio.io/statsCompression
   sidecar.istio.io/statsEvictionInterval sidecar.istio.io/statsHistogramBuckets sidecar.istio.io/status
   sidecar.istio.io/userVolume sidecar.istio.io/userVolumeMount
   traffic.sidecar.istio.io/excludeInterfaces traffic.sidecar.istio.io/includeOutboundPorts`,
);
register('alpha deprecated', 'Pod', 'traffic.sidecar.istio.io/kubevirtInterfaces');
register(
  'alpha deprecated',
  'Pod',
  `sidecar.istio.io/discoveryAddress sidecar.istio.io/extraStatTags sidecar.istio.io/statsInclusionPrefixes
   sidecar.istio.io/statsInclusionRegexps sidecar.istio.io/statsInclusionSuffixes`,
);
register('deprecated', 'Pod', 'sidecar.istio.io/inject');
register('', 'Pod', 'proxy.istio.io/config');
register('alpha', 'Pod', 'prometheus.istio.io/merge-metrics', truth);
register('alpha', 'Pod', 'sidecar.istio.io/interceptionMode', interception);
register('alpha', 'Pod', 'status.sidecar.istio.io/port', (value) =>
  isPort(value.trim()) ? null : `${JSON.stringify(value)} is no port`,
);
register(
  'alpha',
  'Pod',
  `readiness.status.sidecar.istio.io/failureThreshold readiness.status.sidecar.istio.io/initialDelaySeconds
   readiness.status.sidecar.istio.io/periodSeconds`,
  wholeNumber,
);
register('alpha', 'Pod', 'traffic.sidecar.istio.io/includeOutboundIPRanges', orAll(ranges));
register('alpha', 'Pod', 'traffic.sidecar.istio.io/excludeOutboundIPRanges', ranges);
register('alpha', 'Pod', 'traffic.sidecar.istio.io/includeInboundPorts', orAll(portList));
register(
  'alpha',
  'Pod',
  'traffic.sidecar.istio.io/excludeInboundPorts traffic.sidecar.istio.io/excludeOutboundPorts',
  portList,
);

/** Whether an annotation is one of Istio's by its name. */
export const isIstioAnnotation = (name: string): boolean =>
  name === 'kubernetes.io/ingress.class' || (name.split('/')[0] ?? '').endsWith('istio.io');

/** What Istio knows of an annotation; null for one that it does not know. */
export const annotationInfo = (name: string): AnnotationInfo | null => known.get(name) ?? null;
