import type { RegistryHost, RegistryPort } from '#demo/traffic/config/registry.ts';
import type { RequestShape, RuleTarget } from '#demo/traffic/config/rule.ts';
import { namespaceOf, objectsOf } from '#demo/traffic/config/view.ts';
import { readVirtualServices } from '#demo/traffic/config/virtual-services.ts';
import { type Scope, scopes } from '#demo/traffic/config/visibility.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { ProxySubject } from './proxy-subject.ts';
import { defaultRouteJson, rulesJson } from './route-json.ts';

interface VirtualHostJson {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly object[];
}

/** What `/config_dump?resource=dynamic_route_configs` answers: a configuration for each port, in it a host for each service. */
export function routesJson(subject: ProxySubject) {
  const found = subject.pod.workload.gateway ? atGateway(subject) : atSidecar(subject);
  const updated = new Date(subject.startMs).toISOString();
  return [...found].map(([name, virtual_hosts]) => ({
    '@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump.DynamicRouteConfig',
    version_info: updated,
    route_config: {
      '@type': 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
      name,
      virtual_hosts,
    },
    last_updated: updated,
  }));
}

function atSidecar(subject: ProxySubject): ReadonlyMap<string, readonly VirtualHostJson[]> {
  const { view, world, workload } = subject;
  const { settings, registry } = world;
  const scope = scopes(view, settings, registry)(workload.node);
  const services = readVirtualServices(view, settings);
  const proxy = shapeOf(subject, ['mesh']);
  const ports = new Map<string, VirtualHostJson[]>();
  for (const host of registry.hosts) {
    for (const port of host.ports) {
      if (port.protocol === 'tcp' || port.protocol === 'tls') continue;
      if (scope.find(host.host, port.number) !== host) continue;
      const governing = services.governing(host.host, ['mesh'], workload.node.namespace, scope.admits);
      const routes = governing.flatMap((service) => routesOf(subject, service, proxy, scope, port));
      const list = ports.get(String(port.number)) ?? [];
      list.push({
        name: `${host.host}:${port.number}`,
        domains: domainsOf(host, workload.node.namespace),
        routes: routes.length > 0 ? routes : [defaultRouteJson(`outbound|${port.number}||${host.host}`)],
      });
      ports.set(String(port.number), list);
    }
  }
  for (const list of ports.values()) list.push(elsewhere(scope));
  return ports;
}

/** What becomes of requests for hosts that the proxy does not know. */
const elsewhere = ({ outboundMode }: Scope): VirtualHostJson =>
  outboundMode === 'REGISTRY_ONLY'
    ? {
        name: 'block_all',
        domains: ['*'],
        routes: [{ name: 'block_all', match: { prefix: '/' }, direct_response: { status: 502 } }],
      }
    : {
        name: 'allow_any',
        domains: ['*'],
        routes: [
          {
            name: 'allow_any',
            match: { prefix: '/' },
            route: { cluster: 'PassthroughCluster', timeout: '0s' },
          },
        ],
      };

/** The names by which programs of a namespace mean a host. */
function domainsOf({ host, name, namespace, address }: RegistryHost, viewer: string): readonly string[] {
  const short = host.endsWith('.svc.cluster.local')
    ? [`${name}.${namespace}`, `${name}.${namespace}.svc`, ...(namespace === viewer ? [name] : [])]
    : [];
  return [host, ...short, ...(address === null ? [] : [address])];
}

function atGateway(subject: ProxySubject): ReadonlyMap<string, readonly VirtualHostJson[]> {
  const { view, world, workload } = subject;
  const scope = scopes(view, world.settings, world.registry)(workload.node);
  const ports = new Map<string, VirtualHostJson[]>();
  for (const gateway of objectsOf(view, 'Gateway')) {
    if (!matchesLabels(gateway.spec?.selector ?? {}, workload.node.labels)) continue;
    const name = `${namespaceOf(gateway)}/${gateway.metadata.name}`;
    for (const { port } of gateway.spec?.servers ?? []) {
      if (port?.number === undefined) continue;
      const list = ports.get(`http.${port.number}`) ?? [];
      for (const service of objectsOf(view, 'VirtualService')) {
        if (!isBound(service, name)) continue;
        const at = {
          number: port.number,
          name: '',
          protocol: 'http',
          sniffed: false,
          endpoints: [],
        } as const;
        const routes = routesOf(subject, service, shapeOf(subject, [name]), scope, at);
        for (const host of service.spec?.hosts ?? [])
          list.push({ name: `${host}:${port.number}`, domains: [host], routes });
      }
      ports.set(`http.${port.number}`, list);
    }
  }
  return ports;
}

const isBound = (service: VirtualService, gateway: string): boolean =>
  (service.spec?.gateways ?? []).some(
    (name) => name === gateway || `${namespaceOf(service)}/${name}` === gateway,
  );

function routesOf(
  { view }: ProxySubject,
  service: VirtualService,
  proxy: RequestShape,
  scope: Scope,
  port: RegistryPort,
): object[] {
  const clusterOf = ({ host, subset, port: own }: RuleTarget) => {
    const known = scope.find(host, own ?? port.number);
    const number = own ?? (known?.ports.length === 1 ? known.ports[0]?.number : port.number);
    return `outbound|${number}|${subset ?? ''}|${host}`;
  };
  return (service.spec?.http ?? []).flatMap((rule) => {
    if (rule.delegate?.name === undefined) return rulesJson(service, rule, proxy, clusterOf);
    const { name, namespace = namespaceOf(service) } = rule.delegate;
    const delegate = objectsOf(view, 'VirtualService').find(
      (each) => each.metadata.name === name && namespaceOf(each) === namespace,
    );
    if (delegate === undefined) return [];
    return (delegate.spec?.http ?? []).flatMap((own) => rulesJson(delegate, own, proxy, clusterOf));
  });
}

/** The proxy as matches look at who sends. */
const shapeOf = ({ workload }: ProxySubject, gateways: readonly string[]): RequestShape => ({
  protocol: 'http',
  method: 'GET',
  path: '/',
  headers: {},
  authority: '',
  port: 0,
  sourceLabels: workload.node.labels,
  sourceNamespace: workload.node.namespace,
  gateways,
});
