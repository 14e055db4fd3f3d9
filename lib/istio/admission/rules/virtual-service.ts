import { type JsonObject, listAt, objectAt, textsAt } from '#lib/core/json.ts';
import { checkExportTo, type Part, partsAt } from '../checks/common.ts';
import { coversHost, isAddress, isAddressOrRange, isFqdn, isWildcardDomain } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';
import { checkHttpRoute } from './http-route.ts';
import { checkDestination, checkWeights } from './route-destination.ts';

/** What istiod says of a VirtualService on its own. */
export function checkVirtualService(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  const hosts = textsAt(spec, 'hosts');
  const isDelegate = hosts.length === 0;
  if (isDelegate) {
    found.errorIf(
      textsAt(spec, 'gateways').length > 0,
      'spec.hosts: a VirtualService without hosts is a delegate, and a delegate has no gateways',
    );
  } else checkHosts(found, spec, hosts);
  checkGateways(found, textsAt(spec, 'gateways'));
  const kinds = ['http', 'tcp', 'tls'].filter((kind) => listAt(spec, kind).length > 0);
  found.errorIf(kinds.length === 0, 'spec: at least one http, tcp or tls route is needed');
  found.errorIf(
    isDelegate && kinds.some((kind) => kind !== 'http'),
    'spec: a delegate holds http routes only',
  );
  for (const route of partsAt(spec, 'http', 'spec')) checkHttpRoute(found, route, isDelegate);
  for (const route of partsAt(spec, 'tls', 'spec')) checkTlsRoute(found, route, hosts);
  for (const route of partsAt(spec, 'tcp', 'spec')) checkTcpRoute(found, route);
  checkExportTo(found, spec);
  return found;
}

function checkHosts(found: Findings, spec: JsonObject, hosts: string[]): void {
  const gateways = textsAt(spec, 'gateways');
  const isForMesh = gateways.length === 0 || gateways.includes('mesh');
  for (const host of hosts) {
    found.errorIf(
      !isWildcardDomain(host) && !isAddress(host),
      `spec.hosts: ${JSON.stringify(host)} is not a host name`,
    );
    found.errorIf(
      host === '*' && isForMesh,
      'spec.hosts: * is allowed only where every gateway is named and none of them is mesh',
    );
  }
  hosts.forEach((host, i) => {
    const other = hosts.slice(i + 1).find((later) => coversHost(host, later) || coversHost(later, host));
    if (other !== undefined) found.error(`spec.hosts: ${host} and ${other} are the same host`);
  });
}

function checkGateways(found: Findings, gateways: string[]): void {
  for (const name of gateways) {
    const [namespace, gateway, ...more] = name.split('/');
    const fits = name.includes('/')
      ? more.length === 0 && isFqdn(namespace ?? '') && isFqdn(gateway ?? '')
      : isFqdn(name);
    found.errorIf(!fits, `spec.gateways: ${JSON.stringify(name)} is neither a name nor namespace/name`);
  }
}

function checkTlsRoute(found: Findings, route: Part, hosts: string[]): void {
  const matches = partsAt(route.value, 'match', route.path);
  found.errorIf(matches.length === 0, `${route.path}.match: a tls route needs a match`);
  for (const match of matches) {
    const names = textsAt(match.value, 'sniHosts');
    found.errorIf(names.length === 0, `${match.path}.sniHosts: at least one host is needed`);
    for (const name of names) {
      const fits = isWildcardDomain(name) && hosts.some((host) => coversHost(host, name));
      found.errorIf(!fits, `${match.path}.sniHosts: ${name} is not within the hosts of the VirtualService`);
    }
    checkSubnets(found, match);
  }
  checkPlainRoute(found, route);
}

function checkTcpRoute(found: Findings, route: Part): void {
  for (const match of partsAt(route.value, 'match', route.path)) checkSubnets(found, match);
  checkPlainRoute(found, route);
}

function checkSubnets(found: Findings, match: Part): void {
  for (const subnet of textsAt(match.value, 'destinationSubnets')) {
    found.errorIf(
      !isAddressOrRange(subnet),
      `${match.path}.destinationSubnets: ${subnet} is not an address or range`,
    );
  }
}

function checkPlainRoute(found: Findings, route: Part): void {
  const destinations = partsAt(route.value, 'route', route.path);
  found.errorIf(destinations.length === 0, `${route.path}.route: a destination is needed`);
  for (const part of destinations) checkDestination(found, part);
  checkWeights(found, route, destinations);
}
