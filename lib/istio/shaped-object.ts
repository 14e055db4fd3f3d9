import { inShape, type Shape } from '#lib/k8s/in-shape.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

const list = (item: Shape): Shape => ({ list: item });
const of = (fields: Readonly<Record<string, Shape>>): Shape => ({ fields });
const texts = list('text');

const meta = of({
  name: 'text',
  namespace: 'text',
  labels: 'texts',
  annotations: 'texts',
  creationTimestamp: 'text',
  ownerReferences: list(of({ kind: 'name', name: 'name' })),
});
const selector = of({
  matchLabels: 'texts',
  matchExpressions: list(of({ key: 'name', operator: 'name', values: texts })),
});
const condition = of({ type: 'name', status: 'name', reason: 'text', message: 'text' });
const conditions = of({ conditions: list(condition), parents: list(of({ conditions: list(condition) })) });

const security = of({ runAsUser: 'number' });
const container = of({
  name: 'name',
  image: 'text',
  args: texts,
  env: list(of({ name: 'name', value: 'text' })),
  securityContext: security,
  ports: list(of({ name: 'text', containerPort: 'count', protocol: 'text' })),
});
const podSpec = of({
  serviceAccountName: 'text',
  nodeName: 'text',
  hostNetwork: 'truth',
  securityContext: security,
  containers: list(container),
  initContainers: list(container),
});
const controller = of({
  spec: of({ template: of({ metadata: of({ labels: 'texts', annotations: 'texts' }), spec: podSpec }) }),
});

const destination = of({ host: 'text', subset: 'text', port: of({ number: 'number' }) });
const routes = list(of({ destination, weight: 'number' }));
const match = of({ exact: 'text', prefix: 'text', regex: 'text' });
const httpMatch = of({
  name: 'text',
  uri: match,
  ignoreUriCase: 'truth',
  method: match,
  authority: match,
  scheme: match,
  headers: { each: match },
  withoutHeaders: { each: match },
  queryParams: { each: match },
  port: 'number',
  sourceLabels: 'texts',
  sourceNamespace: 'text',
  gateways: texts,
});
const percentage = of({ value: 'number' });
const httpRule = of({
  name: 'text',
  match: list(httpMatch),
  route: routes,
  delegate: of({ name: 'text', namespace: 'text' }),
  timeout: 'text',
  retries: of({ attempts: 'number', perTryTimeout: 'text', retryOn: 'text' }),
  fault: of({
    delay: of({ fixedDelay: 'text', percentage, percent: 'number' }),
    abort: of({ httpStatus: 'number', percentage }),
  }),
  mirror: destination,
  mirrors: list(of({ destination, percentage })),
});
const l4Rule = of({
  match: list(of({ port: 'number', sniHosts: texts, sourceLabels: 'texts', gateways: texts })),
  route: routes,
});
const clientTls = of({ mode: 'text', sni: 'text', credentialName: 'text', caCertificates: 'text' });
const trafficPolicy = of({
  tls: clientTls,
  portLevelSettings: list(of({ port: of({ number: 'number' }), tls: clientTls })),
});
const reference = of({ group: 'text', kind: 'text', name: 'text', namespace: 'text' });
const targeted = {
  selector,
  targetRef: reference,
  targetRefs: list(reference),
};
const providers = list(of({ name: 'text' }));
const source = of({
  namespaces: texts,
  notNamespaces: texts,
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  serviceAccounts: texts,
  notServiceAccounts: texts,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});
const operation = of({
  hosts: texts,
  notHosts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
  ports: texts,
  notPorts: texts,
});
const webhook = of({
  name: 'name',
  clientConfig: of({ url: 'text', service: of({ namespace: 'text', name: 'text' }) }),
  namespaceSelector: selector,
  objectSelector: selector,
});
const port = { name: 'text', protocol: 'text' } as const;

const spec = (fields: Readonly<Record<string, Shape>>, status: Shape = conditions): Shape =>
  of({ spec: of(fields), status });

const parent = of({
  group: 'text',
  kind: 'text',
  name: 'name',
  namespace: 'text',
  sectionName: 'text',
  port: 'number',
});
const backend = of({
  group: 'text',
  kind: 'text',
  name: 'name',
  namespace: 'text',
  port: 'number',
  weight: 'number',
});
const route = spec({
  parentRefs: list(parent),
  hostnames: texts,
  rules: list(
    of({
      backendRefs: list(backend),
      filters: list(of({ type: 'text', requestMirror: of({ backendRef: backend }) })),
      timeouts: of({ request: 'text', backendRequest: 'text' }),
      retry: of({ attempts: 'number' }),
    }),
  ),
});

/** What the kinds that are read closely have to look like, as far as anything here looks. */
const shapes: Partial<Record<KindName, Shape>> = {
  Node: of({ status: conditions }),
  Pod: of({ spec: podSpec, status: of({ phase: 'text', conditions: list(condition) }) }),
  Deployment: controller,
  StatefulSet: controller,
  DaemonSet: controller,
  ReplicaSet: controller,
  Rollout: controller,
  HorizontalPodAutoscaler: of({
    spec: of({
      scaleTargetRef: of({ kind: 'text', name: 'text' }),
      minReplicas: 'number',
      maxReplicas: 'number',
    }),
  }),
  ConfigMap: of({ data: 'texts' }),
  Service: spec({
    type: 'text',
    clusterIP: 'text',
    externalName: 'text',
    selector: 'texts',
    ports: list(of({ ...port, port: 'count', appProtocol: 'text' })),
  }),
  MutatingWebhookConfiguration: of({ webhooks: list(webhook) }),
  ValidatingWebhookConfiguration: of({ webhooks: list(webhook) }),
  CustomResourceDefinition: spec({ group: 'text', names: of({ kind: 'text', plural: 'text' }) }),
  VirtualService: spec({
    hosts: texts,
    gateways: texts,
    exportTo: texts,
    http: list(httpRule),
    tls: list(l4Rule),
    tcp: list(l4Rule),
  }),
  DestinationRule: spec({
    host: 'text',
    exportTo: texts,
    workloadSelector: selector,
    trafficPolicy,
    subsets: list(of({ name: 'name', labels: 'texts', trafficPolicy })),
  }),
  Gateway: spec({
    selector: 'texts',
    servers: list(
      of({
        hosts: texts,
        bind: 'text',
        port: of({ ...port, number: 'number' }),
        tls: of({ mode: 'text', credentialName: 'text', serverCertificate: 'text', privateKey: 'text' }),
      }),
    ),
  }),
  ServiceEntry: spec(
    {
      hosts: texts,
      addresses: texts,
      exportTo: texts,
      location: 'text',
      resolution: 'text',
      ports: list(of({ ...port, number: 'count', targetPort: 'number' })),
      endpoints: list(of({ address: 'text', labels: 'texts' })),
      workloadSelector: of({ labels: 'texts' }),
    },
    of({ conditions: list(condition), addresses: list(of({ value: 'text' })) }),
  ),
  WorkloadEntry: spec({ address: 'text', labels: 'texts', serviceAccount: 'text' }),
  Sidecar: spec({
    workloadSelector: of({ labels: 'texts' }),
    egress: list(of({ hosts: texts })),
    ingress: list(of({})),
    outboundTrafficPolicy: of({ mode: 'text' }),
  }),
  EnvoyFilter: spec({
    priority: 'number',
    workloadSelector: of({ labels: 'texts' }),
    configPatches: list(
      of({
        applyTo: 'text',
        match: of({
          context: 'text',
          proxy: of({ proxyVersion: 'text' }),
          listener: of({ filterChain: of({ filter: of({ name: 'text' }) }) }),
        }),
        patch: of({ operation: 'text', value: of({}) }),
      }),
    ),
  }),
  ProxyConfig: spec({ ...targeted, image: of({ imageType: 'text' }) }),
  AuthorizationPolicy: spec({
    ...targeted,
    action: 'text',
    rules: list(
      of({
        from: list(of({ source })),
        to: list(of({ operation })),
        when: list(of({ key: 'text', values: texts, notValues: texts })),
      }),
    ),
  }),
  PeerAuthentication: spec({
    selector,
    mtls: of({ mode: 'text' }),
    portLevelMtls: { each: of({ mode: 'text' }) },
  }),
  RequestAuthentication: spec({ ...targeted, jwtRules: list(of({ issuer: 'text', audiences: texts })) }),
  Telemetry: spec({
    ...targeted,
    tracing: list(of({ providers })),
    metrics: list(of({ providers })),
    accessLogging: list(
      of({ providers, disabled: 'truth', match: of({ mode: 'text' }), filter: of({ expression: 'text' }) }),
    ),
  }),
  WasmPlugin: spec(targeted),
  K8sGateway: spec(
    {
      gatewayClassName: 'text',
      listeners: list(
        of({
          name: 'name',
          hostname: 'text',
          port: 'number',
          protocol: 'text',
          tls: of({
            certificateRefs: list(of({ group: 'text', kind: 'text', name: 'name', namespace: 'text' })),
          }),
          allowedRoutes: of({ namespaces: of({ from: 'text', selector }) }),
        }),
      ),
      addresses: list(of({ type: 'text', value: 'text' })),
    },
    of({ conditions: list(condition), listeners: list(of({ name: 'text', conditions: list(condition) })) }),
  ),
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  TCPRoute: route,
  UDPRoute: route,
  ReferenceGrant: spec({
    from: list(of({ kind: 'text', namespace: 'text' })),
    to: list(of({ kind: 'text', name: 'text' })),
  }),
  WorkloadGroup: spec({
    metadata: of({ labels: 'texts' }),
    template: of({ serviceAccount: 'text' }),
  }),
};

/**
 * An object that no API server has admitted (a file, a draft) as the rest of Weft may trust it: parts of the wrong shape are
 * left out. What is in shape is the very same object.
 */
export function shapedObject(kind: KindName, object: KubeObject): KubeObject {
  const fitted = inShape(object, shapes[kind] ?? of({}));
  const metadata = inShape(object.metadata, meta);
  // Objects have a name and metadata before they come here; every field below them is optional.
  const safe = fitted as KubeObject;
  return metadata === object.metadata ? safe : { ...safe, metadata: metadata as KubeObject['metadata'] };
}
