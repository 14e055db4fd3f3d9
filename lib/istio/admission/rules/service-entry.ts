import { type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import { checkExportTo, checkPort, checkSelector, type Part, partsAt, repeated } from '../checks/common.ts';
import { isAddress, isAddressOrRange, isDnsLabel, isFqdn, isWildcardDomain } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';
import { checkProtocol } from './gateway.ts';
import { checkWorkloadAddress } from './workload-entry.ts';

/** What istiod says of a ServiceEntry on its own. */
export function checkServiceEntry(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  const hosts = textsAt(spec, 'hosts');
  found.errorIf(hosts.length === 0, 'spec.hosts: a service entry needs at least one host');
  for (const host of hosts) {
    const fits = host !== '*' && isWildcardDomain(host);
    found.errorIf(!fits, `spec.hosts: ${JSON.stringify(host)} is not the name of a service`);
  }
  for (const host of repeated(hosts)) found.error(`spec.hosts: ${host} is named twice`);
  checkPorts(found, spec);
  checkAddresses(found, spec);
  checkResolution(found, spec, hosts);
  checkSelector(found, spec, 'workloadSelector', 'labels');
  found.errorIf(
    spec.workloadSelector !== undefined && listAt(spec, 'endpoints').length > 0,
    'spec: only one of workloadSelector and endpoints can be set',
  );
  checkExportTo(found, spec);
  return found;
}

function checkPorts(found: Findings, spec: JsonObject): void {
  const ports = partsAt(spec, 'ports', 'spec');
  for (const name of repeated(ports.map(({ value }) => textAt(value, 'name')))) {
    found.error(`spec.ports: the name ${name} is used twice`);
  }
  for (const number of repeated(ports.map(({ value }) => String(value.number)))) {
    found.error(`spec.ports: port ${number} is defined twice`);
  }
  for (const { path, value } of ports) {
    checkPort(found, `${path}.number`, value.number);
    if (value.targetPort !== undefined) checkPort(found, `${path}.targetPort`, value.targetPort);
    found.errorIf(!isDnsLabel(textAt(value, 'name')), `${path}.name: a port needs a name`);
    if (textAt(value, 'protocol') !== '') checkProtocol(found, `${path}.protocol`, textAt(value, 'protocol'));
  }
}

function checkAddresses(found: Findings, spec: JsonObject): void {
  const addresses = textsAt(spec, 'addresses');
  for (const address of addresses) {
    found.errorIf(!isAddressOrRange(address), `spec.addresses: ${address} is not an address or range`);
  }
  const resolution = textAt(spec, 'resolution') || 'NONE';
  found.errorIf(
    addresses.some((address) => address.includes('/')) && !['NONE', 'STATIC'].includes(resolution),
    `spec.addresses: ranges are allowed only where the resolution is NONE or STATIC, not ${resolution}`,
  );
}

function checkResolution(found: Findings, spec: JsonObject, hosts: string[]): void {
  const resolution = textAt(spec, 'resolution') || 'NONE';
  const endpoints = partsAt(spec, 'endpoints', 'spec');
  const defined = listAt(spec, 'ports').map((port) => textAt(port, 'name'));
  for (const endpoint of endpoints) checkEndpoint(found, endpoint, resolution, defined);
  if (resolution === 'NONE') {
    found.errorIf(
      endpoints.length > 0,
      'spec.endpoints: with resolution NONE the caller chooses the address, so there are no endpoints',
    );
  } else if (resolution === 'STATIC') {
    found.errorIf(
      endpoints.length === 0 && spec.workloadSelector === undefined,
      'spec.endpoints: with resolution STATIC endpoints or a workloadSelector are needed',
    );
  } else if (endpoints.length === 0 && !resolution.startsWith('DYNAMIC')) {
    for (const host of hosts) {
      found.errorIf(
        !isFqdn(host),
        `spec.hosts: ${host} cannot be resolved: with ${resolution} and no endpoints a full name is needed`,
      );
    }
  }
  found.errorIf(
    resolution === 'DNS_ROUND_ROBIN' &&
      (endpoints.length > 1 || (endpoints.length === 0 && hosts.length !== 1)),
    'spec.endpoints: with resolution DNS_ROUND_ROBIN there is one endpoint, or one host',
  );
}

function checkEndpoint(found: Findings, endpoint: Part, resolution: string, defined: string[]): void {
  checkWorkloadAddress(found, endpoint);
  const address = textAt(endpoint.value, 'address');
  const isSocket = address.startsWith('unix://');
  if (resolution === 'STATIC') {
    found.errorIf(
      address !== '' && !isSocket && !isAddress(address),
      `${endpoint.path}.address: with resolution STATIC ${address} must be an address`,
    );
  } else if (resolution.startsWith('DNS')) {
    found.errorIf(
      isSocket,
      `${endpoint.path}.address: with resolution ${resolution} a unix socket cannot be an endpoint`,
    );
  }
  for (const [name, port] of Object.entries(objectAt(endpoint.value, 'ports'))) {
    found.errorIf(
      !defined.includes(name),
      `${endpoint.path}.ports.${name}: the service entry has no port of that name`,
    );
    checkPort(found, `${endpoint.path}.ports.${name}`, port);
  }
}
