import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { badLabels, checkDurations, checkPort, type Part, partAt } from '../checks/common.ts';
import { isAddress, isDnsLabel, isFqdn } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** What istiod says of a WorkloadEntry on its own. */
export function checkWorkloadEntry(object: JsonObject): Verdict {
  const found = new Findings();
  const part = { path: 'spec', value: objectAt(object, 'spec') };
  checkWorkloadAddress(found, part);
  checkWorkloadPorts(found, part);
  return found;
}

/** What istiod says of a WorkloadGroup on its own. */
export function checkWorkloadGroup(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  const template = partAt(spec, 'template', 'spec');
  if (!template) found.error('spec.template: a workload group says what its workloads are');
  else checkWorkloadPorts(found, template);
  for (const name of badLabels(objectAt(spec, 'metadata'))) {
    found.error(`spec.metadata.labels.${name}: the value is not a label value`);
  }
  const probe = partAt(spec, 'probe', 'spec');
  if (probe) checkProbe(found, probe);
  return found;
}

/** The address of a workload: an address, a host name or a unix socket; without one a network is needed. */
export function checkWorkloadAddress(found: Findings, { path, value }: Part): void {
  const address = textAt(value, 'address');
  if (address === '') {
    found.errorIf(textAt(value, 'network') === '', `${path}.address: an address is needed`);
    return;
  }
  if (address.startsWith('unix://')) {
    const socket = address.slice('unix://'.length);
    found.errorIf(!/^[/@]/.test(socket), `${path}.address: the path of a unix socket is absolute`);
    found.errorIf(socket.endsWith('/'), `${path}.address: ${address} is a folder`);
    found.errorIf(
      Object.keys(objectAt(value, 'ports')).length > 0,
      `${path}.ports: a unix socket has no ports`,
    );
    return;
  }
  found.errorIf(
    !isAddress(address) && !isFqdn(address),
    `${path}.address: ${address} is neither an address nor a host name`,
  );
}

function checkWorkloadPorts(found: Findings, { path, value }: Part): void {
  for (const [name, port] of Object.entries(objectAt(value, 'ports'))) {
    found.errorIf(!isDnsLabel(name), `${path}.ports: ${JSON.stringify(name)} is not a port name`);
    checkPort(found, `${path}.ports.${name}`, port);
  }
  for (const name of badLabels(value)) {
    found.error(`${path}.labels.${name}: the value is not a label value`);
  }
}

function checkProbe(found: Findings, probe: Part): void {
  const { path, value } = probe;
  const ways = ['httpGet', 'tcpSocket', 'exec', 'grpc'].filter((way) => value[way] !== undefined);
  found.errorIf(ways.length !== 1, `${path}: exactly one of httpGet, tcpSocket, exec and grpc is needed`);
  for (const way of ways.filter((name) => name !== 'exec')) {
    checkPort(found, `${path}.${way}.port`, objectAt(value, way).port);
  }
  checkDurations(found, probe);
}
