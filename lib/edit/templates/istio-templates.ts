import type { TemplateNames } from './template-names.ts';

type Template = (names: TemplateNames) => string;

/** Policies are for the pods of one service: one without a selector would be for the whole namespace. */
const selector = ({ service }: TemplateNames): string => `selector:
  matchLabels:
    app: ${service}`;

/** The spec that an object of each of Istio's kinds starts as: the least that is valid and does something. */
export const istioTemplates = {
  VirtualService: ({ service }) => `hosts:
  - ${service}
http:
  - route:
      - destination:
          host: ${service}`,
  DestinationRule: ({ service }) => `host: ${service}
trafficPolicy:
  loadBalancer:
    simple: LEAST_REQUEST`,
  Gateway: ({ name }) => `selector:
  istio: ingressgateway
servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts:
      - ${name}.example.com`,
  ServiceEntry: ({ name }) => `hosts:
  - ${name}.example.com
location: MESH_EXTERNAL
resolution: DNS
ports:
  - number: 443
    name: tls
    protocol: TLS`,
  WorkloadEntry: ({ service }) => `address: 192.0.2.10
labels:
  app: ${service}
serviceAccount: default`,
  WorkloadGroup: ({ service }) => `metadata:
  labels:
    app: ${service}
template:
  serviceAccount: default
  ports:
    http: 8080`,
  Sidecar: ({ service }) => `workloadSelector:
  labels:
    app: ${service}
egress:
  - hosts:
      - ./*
      - istio-system/*`,
  EnvoyFilter: ({ service }) => `workloadSelector:
  labels:
    app: ${service}
configPatches:
  - applyTo: NETWORK_FILTER
    match:
      context: SIDECAR_INBOUND
      listener:
        filterChain:
          filter:
            name: envoy.filters.network.http_connection_manager
    patch:
      operation: MERGE
      value:
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          common_http_protocol_options:
            idle_timeout: 300s`,
  ProxyConfig: (names) => `${selector(names)}
concurrency: 2`,
  AuthorizationPolicy: (names) => `${selector(names)}
action: ALLOW
rules:
  - from:
      - source:
          namespaces:
            - ${names.namespace}
    to:
      - operation:
          methods:
            - GET`,
  PeerAuthentication: (names) => `${selector(names)}
mtls:
  mode: STRICT`,
  RequestAuthentication: (names) => `${selector(names)}
jwtRules:
  - issuer: https://issuer.example.com
    jwksUri: https://issuer.example.com/.well-known/jwks.json`,
  Telemetry: (names) => `${selector(names)}
accessLogging:
  - providers:
      - name: envoy`,
  WasmPlugin: (names) => `${selector(names)}
url: oci://registry.example.com/plugins/${names.name}:v1
phase: AUTHN`,
  TrafficExtension: (names) => `${selector(names)}
phase: AUTHN
lua:
  inlineCode: |
    function envoy_on_response(response)
      response:headers():add("x-from", "${names.name}")
    end`,
} satisfies Readonly<Record<string, Template>>;
