import type { TemplateNames } from './template-names.ts';

type Template = (names: TemplateNames) => string;

const parent = ({ gateway }: TemplateNames): string => `parentRefs:
  - name: ${gateway}`;

/** A route of connections: it has no matches. */
const connections =
  (port: number): Template =>
  (names) =>
    `${parent(names)}
rules:
  - backendRefs:
      - name: ${names.service}
        port: ${port}`;

const target = ({ service }: TemplateNames): string => `targetRefs:
  - group: ""
    kind: Service
    name: ${service}`;

/** The spec that an object of each of the Gateway API's kinds starts as: the least that is valid and does something. */
export const gatewayApiTemplates = {
  GatewayClass: () => 'controllerName: istio.io/gateway-controller',
  K8sGateway: () => `gatewayClassName: istio
listeners:
  - name: http
    port: 80
    protocol: HTTP
    allowedRoutes:
      namespaces:
        from: Same`,
  HTTPRoute: (names) => `${parent(names)}
rules:
  - matches:
      - path:
          type: PathPrefix
          value: /
    backendRefs:
      - name: ${names.service}
        port: 80`,
  GRPCRoute: (names) => `${parent(names)}
rules:
  - backendRefs:
      - name: ${names.service}
        port: 80`,
  TLSRoute: (names) => `${parent(names)}
hostnames:
  - ${names.name}.example.com
rules:
  - backendRefs:
      - name: ${names.service}
        port: 443`,
  TCPRoute: connections(9000),
  UDPRoute: connections(53),
  ReferenceGrant: ({ namespace, service }) => `from:
  - group: gateway.networking.k8s.io
    kind: HTTPRoute
    namespace: ${namespace}
to:
  - group: ""
    kind: Service
    name: ${service}`,
  BackendTLSPolicy: (names) => `${target(names)}
validation:
  hostname: ${names.service}.example.com
  wellKnownCACertificates: System`,
  ListenerSet: ({ gateway, name }) => `parentRef:
  name: ${gateway}
listeners:
  - name: http
    hostname: ${name}.example.com
    port: 80
    protocol: HTTP`,
  XBackendTrafficPolicy: (names) => `${target(names)}
retryConstraint:
  budget:
    percent: 20
    interval: 10s
  minRetryRate:
    count: 10
    interval: 1s`,
  XMesh: () => 'controllerName: istio.io/mesh-controller',
} satisfies Readonly<Record<string, Template>>;
