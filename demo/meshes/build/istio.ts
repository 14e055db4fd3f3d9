import type {
  IHTTPRoute,
  IGateway as IK8sGateway,
} from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import type { IWasmPlugin } from '@kubernetes-models/istio/extensions.istio.io/v1alpha1';
import type {
  IDestinationRule,
  IGateway,
  IServiceEntry,
  ISidecar,
  IVirtualService,
} from '@kubernetes-models/istio/networking.istio.io/v1';
import type { IEnvoyFilter } from '@kubernetes-models/istio/networking.istio.io/v1alpha3';
import type {
  IAuthorizationPolicy,
  IPeerAuthentication,
  IRequestAuthentication,
} from '@kubernetes-models/istio/security.istio.io/v1';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { MeshObject } from '../mesh.ts';
import { kubectl } from './origin.ts';

/** An Istio kind's builder: `(namespace, name, spec, annotations?)`. The spec is checked against the kind's own type. */
const builder =
  <Spec>(kind: KindName) =>
  (
    namespace: string,
    name: string,
    spec: NonNullable<Spec>,
    annotations?: Readonly<Record<string, string>>,
  ): MeshObject => ({
    kind,
    origin: kubectl,
    body: { metadata: { name, namespace, ...(annotations === undefined ? {} : { annotations }) }, spec },
  });

export const virtualService = builder<IVirtualService['spec']>('VirtualService');
export const destinationRule = builder<IDestinationRule['spec']>('DestinationRule');
export const gateway = builder<IGateway['spec']>('Gateway');
export const serviceEntry = builder<IServiceEntry['spec']>('ServiceEntry');
export const sidecar = builder<ISidecar['spec']>('Sidecar');
export const authorizationPolicy = builder<IAuthorizationPolicy['spec']>('AuthorizationPolicy');
const peerAuthentication = builder<IPeerAuthentication['spec']>('PeerAuthentication');
export const requestAuthentication = builder<IRequestAuthentication['spec']>('RequestAuthentication');

export const envoyFilter = builder<IEnvoyFilter['spec']>('EnvoyFilter');
export const wasmPlugin = builder<IWasmPlugin['spec']>('WasmPlugin');
export const k8sGateway = builder<IK8sGateway['spec']>('K8sGateway');
export const httpRoute = builder<IHTTPRoute['spec']>('HTTPRoute');

/** A local rate limit at the proxies of an app, as istio.io writes it. */
export const localRateLimit = (
  namespace: string,
  name: string,
  app: string,
  bucket: { readonly tokens: number; readonly interval: string },
): MeshObject =>
  envoyFilter(namespace, name, {
    workloadSelector: { labels: { app } },
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: {
          context: 'SIDECAR_INBOUND',
          listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
        },
        patch: {
          operation: 'INSERT_BEFORE',
          value: {
            name: 'envoy.filters.http.local_ratelimit',
            typed_config: {
              '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct',
              type_url: 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit',
              value: {
                stat_prefix: 'http_local_rate_limiter',
                token_bucket: {
                  max_tokens: bucket.tokens,
                  tokens_per_fill: bucket.tokens,
                  fill_interval: bucket.interval,
                },
                filter_enabled: { runtime_key: 'local_rate_limit_enabled', default_value: hundred },
                filter_enforced: { runtime_key: 'local_rate_limit_enforced', default_value: hundred },
              },
            },
          },
        },
      },
    ],
  });

const hundred = { numerator: 100, denominator: 'HUNDRED' };

/** PeerAuthentication `default` that lets only mutual TLS into a namespace. */
export const strictMtls = (namespace: string): MeshObject =>
  peerAuthentication(namespace, 'default', { mtls: { mode: 'STRICT' } });

/** Subsets by the label `version`. */
export const versionSubsets = (...versions: string[]) =>
  versions.map((version) => ({ name: version, labels: { version } }));
