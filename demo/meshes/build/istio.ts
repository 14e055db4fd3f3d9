import type {
  IDestinationRule,
  IGateway,
  IServiceEntry,
  ISidecar,
  IVirtualService,
} from '@kubernetes-models/istio/networking.istio.io/v1';
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
export const peerAuthentication = builder<IPeerAuthentication['spec']>('PeerAuthentication');
export const requestAuthentication = builder<IRequestAuthentication['spec']>('RequestAuthentication');

/** PeerAuthentication `default` that lets only mutual TLS into a namespace. */
export const strictMtls = (namespace: string): MeshObject =>
  peerAuthentication(namespace, 'default', { mtls: { mode: 'STRICT' } });

/** Subsets by the label `version`. */
export const versionSubsets = (...versions: string[]) =>
  versions.map((version) => ({ name: version, labels: { version } }));
