import { fullHost, hostWithin, moreSpecific } from '#lib/istio/hosts.ts';
import type { HttpMatch, HttpRule, L4Rule, VirtualService } from '#lib/istio/networking-types.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import { matchesConnection, matchesHttp } from './http-match.ts';
import type { MeshSettings } from './mesh-settings.ts';
import type { RequestShape, Rule, RuleTarget } from './rule.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import { ruleOf, targetOf } from './virtual-service-rule.ts';

export interface VirtualServices {
  /** Those bound to `gateways` and visible to `viewer` that hold `host`; the governing ones, empty where none does. */
  governing(
    host: string,
    gateways: readonly string[],
    viewer: string,
    admits: (namespace: string, host: string) => boolean,
  ): readonly VirtualService[];
  /** The first rule that takes the request; null where none does (404 NR). */
  httpRule(services: readonly VirtualService[], request: RequestShape): Rule | null;
  /** Targets of the first TCP or TLS route that takes the connection; null where the services have none. */
  l4Targets(services: readonly VirtualService[], request: RequestShape): readonly RuleTarget[] | null;
}

/** Reads the VirtualServices of the mesh. */
export function readVirtualServices(view: ConfigView, settings: MeshSettings): VirtualServices {
  const all = objectsOf(view, 'VirtualService');
  const roots = indexed(all.filter((service) => (service.spec?.hosts ?? []).length > 0));
  const delegates = new Map(
    all.map((service) => [`${namespaceOf(service)}/${service.metadata.name}`, service]),
  );
  return {
    governing(host, gateways, viewer, admits) {
      const bound = roots(host).filter(
        ({ service }) =>
          isBound(service, gateways) &&
          isExportedTo(
            service.spec?.exportTo,
            settings.defaultVirtualServiceExportTo,
            namespaceOf(service),
            viewer,
          ) &&
          admits(namespaceOf(service), host),
      );
      const best = bound.map(({ pattern }) => pattern).sort(moreSpecific)[0];
      const same = bound.filter(({ pattern }) => pattern === best).map(({ service }) => service);
      // Gateways merge the rules of all services for a host; a sidecar takes the oldest alone.
      return gateways.includes('mesh') ? same.slice(0, 1) : same;
    },
    httpRule(services, request) {
      for (const service of services) {
        const rule = firstRule(service.spec?.http ?? [], namespaceOf(service), request, delegates);
        if (rule !== null) return rule;
      }
      return null;
    },
    l4Targets: (services, request) => {
      for (const service of services) {
        const rules = [...(service.spec?.tls ?? []), ...(service.spec?.tcp ?? [])];
        const rule = rules.find((candidate) => takesConnection(candidate, request));
        if (rule !== undefined) return (rule.route ?? []).map((r) => targetOf(r, namespaceOf(service)));
      }
      return null;
    },
  };
}

interface HeldHost {
  readonly pattern: string;
  readonly service: VirtualService;
}

/** Services by the hosts they are for: exact names by lookup, wildcards by trial. */
function indexed(services: readonly VirtualService[]): (host: string) => readonly HeldHost[] {
  const held = services.flatMap((service) =>
    (service.spec?.hosts ?? []).map((host) => ({ pattern: fullHost(host, namespaceOf(service)), service })),
  );
  const exact = Map.groupBy(held, ({ pattern }) => pattern.toLowerCase());
  const wild = held.filter(({ pattern }) => pattern.startsWith('*'));
  return (host) => [
    ...(exact.get(host.toLowerCase()) ?? []),
    ...wild.filter(({ pattern }) => hostWithin(host, pattern)),
  ];
}

function isBound(service: VirtualService, gateways: readonly string[]): boolean {
  const named = service.spec?.gateways ?? [];
  if (named.length === 0) return gateways.includes('mesh');
  return named.some((name) =>
    gateways.includes(name === 'mesh' || name.includes('/') ? name : `${namespaceOf(service)}/${name}`),
  );
}

function firstRule(
  rules: readonly HttpRule[],
  namespace: string,
  request: RequestShape,
  delegates: ReadonlyMap<string, VirtualService>,
): Rule | null {
  for (const rule of rules) {
    if (!takesRequest(rule.match, request)) continue;
    if (rule.delegate?.name === undefined) return ruleOf(rule, namespace);
    const home = rule.delegate.namespace ?? namespace;
    const delegate = delegates.get(`${home}/${rule.delegate.name}`);
    // A delegate that is missing leaves its rule without routes: istiod drops the rule.
    const found = delegate && firstRule(delegate.spec?.http ?? [], home, request, new Map());
    if (found) return found;
  }
  return null;
}

const takesRequest = (matches: readonly HttpMatch[] | undefined, request: RequestShape): boolean =>
  matches === undefined || matches.length === 0 || matches.some((match) => matchesHttp(match, request));

function takesConnection(rule: L4Rule, request: RequestShape): boolean {
  const { match } = rule;
  if (match === undefined || match.length === 0) return true;
  return match.some(
    (m) =>
      (m.port === undefined || m.port === request.port) &&
      matchesConnection(m, request) &&
      (m.sniHosts === undefined || m.sniHosts.some((sni) => hostWithin(request.authority, sni))),
  );
}
