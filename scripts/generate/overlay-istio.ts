import { keyed, type Overlay } from './overlay-entry.ts';

const networking = 'io.istio.networking';
const groups = {
  [networking]: 'VirtualService DestinationRule Gateway ServiceEntry WorkloadEntry WorkloadGroup Sidecar',
  'io.istio.security': 'AuthorizationPolicy PeerAuthentication RequestAuthentication',
};

/** Istio's custom resources keep unknown fields in their status, which istiod and other controllers write. */
const openStatus = { status: { 'x-kubernetes-preserve-unknown-fields': true } };

const statuses: Overlay = Object.fromEntries([
  ...Object.entries(groups).flatMap(([group, kinds]) =>
    ['v1', 'v1beta1', 'v1alpha3']
      .filter((version) => group === networking || version !== 'v1alpha3')
      .flatMap((version) => kinds.split(' ').map((kind) => [`${group}.${version}.${kind}`, openStatus])),
  ),
  [`${networking}.v1alpha3.EnvoyFilter`, openStatus],
  [`${networking}.v1beta1.ProxyConfig`, openStatus],
  ['io.istio.telemetry.v1.Telemetry', openStatus],
  ['io.istio.telemetry.v1alpha1.Telemetry', openStatus],
]);

const ports = { 'spec.ports': keyed('name') };

/** Istio's lists are atomic but for these few: an apply that names one rule of a VirtualService replaces them all. */
export const istioOverlay: Overlay = {
  ...statuses,
  'io.istio.networking.v1.ServiceEntry': { ...openStatus, ...ports },
  'io.istio.networking.v1beta1.ServiceEntry': { ...openStatus, ...ports },
  'io.istio.networking.v1alpha3.ServiceEntry': { ...openStatus, ...ports },
  'io.istio.extensions.v1alpha1.WasmPlugin': {
    ...openStatus,
    'spec.match.ports': keyed('number'),
    'spec.vmConfig.env': keyed('name'),
    'spec.pluginConfig': { 'x-kubernetes-preserve-unknown-fields': true },
  },
};
