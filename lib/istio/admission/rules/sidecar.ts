import { type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { checkPort, checkSelector, type Part, partAt, partsAt, repeated } from '../checks/common.ts';
import { isDnsLabel, isWildcardDomain } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';
import { checkProtocol } from './gateway.ts';
import { checkConnectionPool } from './traffic-policy.ts';

/** What istiod says of a Sidecar on its own. */
export function checkSidecar(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkSelector(found, spec, 'workloadSelector', 'labels');
  const says = ['egress', 'ingress', 'outboundTrafficPolicy', 'inboundConnectionPool'];
  found.errorIf(
    says.every((key) => spec[key] === undefined),
    `spec: a sidecar sets at least one of ${says.join(', ')}`,
  );
  checkEgress(found, partsAt(spec, 'egress', 'spec'));
  checkIngress(found, partsAt(spec, 'ingress', 'spec'));
  const pool = partAt(spec, 'inboundConnectionPool', 'spec');
  if (pool) checkConnectionPool(found, pool);
  const policy = objectAt(spec, 'outboundTrafficPolicy');
  if (policy.egressProxy !== undefined) {
    found.warn(
      'spec.outboundTrafficPolicy.egressProxy is deprecated: route through a gateway by a VirtualService',
    );
  }
  return found;
}

function checkEgress(found: Findings, listeners: Part[]): void {
  for (const listener of listeners) {
    const hosts = textsAt(listener.value, 'hosts');
    found.errorIf(hosts.length === 0, `${listener.path}.hosts: an egress listener names at least one host`);
    for (const host of hosts) checkEgressHost(found, `${listener.path}.hosts`, host);
    for (const host of repeated(hosts)) found.error(`${listener.path}.hosts: ${host} is named twice`);
    if (listener.value.port !== undefined) checkListenerPort(found, listener);
  }
  const open = listeners.filter((listener) => listener.value.port === undefined);
  found.errorIf(open.length > 1, 'spec.egress: only one listener can go without a port');
  found.errorIf(
    open.length === 1 && open[0] !== listeners.at(-1),
    'spec.egress: the listener without a port takes what the others leave, so it comes last',
  );
}

/** `namespace/host`: the namespace is a name, `.`, `*` or `~`, the host a name, a wildcard or `*`. */
function checkEgressHost(found: Findings, path: string, host: string): void {
  const [namespace = '', name, ...more] = host.split('/');
  const fits =
    name !== undefined &&
    more.length === 0 &&
    (['.', '*', '~'].includes(namespace) || isDnsLabel(namespace)) &&
    isWildcardDomain(name);
  found.errorIf(!fits, `${path}: ${JSON.stringify(host)} is not of the form namespace/host`);
}

function checkIngress(found: Findings, listeners: Part[]): void {
  const ports = listeners.map(({ value }) => String(objectAt(value, 'port').number));
  for (const port of repeated(ports)) found.error(`spec.ingress: port ${port} is defined twice`);
  for (const listener of listeners) {
    checkListenerPort(found, listener);
    const endpoint = textAt(listener.value, 'defaultEndpoint');
    const match = endpoint.match(/^(127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):(\d+)$/);
    const fits = endpoint === '' || endpoint.startsWith('unix://') || match !== null;
    found.errorIf(
      !fits,
      `${listener.path}.defaultEndpoint: ${endpoint} is neither 127.0.0.1:PORT, 0.0.0.0:PORT nor unix://PATH`,
    );
    if (match) checkPort(found, `${listener.path}.defaultEndpoint`, Number(match[2]));
    found.errorIf(
      listAt(listener.value, 'hosts').length > 0,
      `${listener.path}.hosts: an ingress listener names no hosts`,
    );
  }
}

function checkListenerPort(found: Findings, { path, value }: Part): void {
  const port = objectAt(value, 'port');
  checkPort(found, `${path}.port.number`, port.number);
  checkProtocol(found, `${path}.port.protocol`, textAt(port, 'protocol'));
}
