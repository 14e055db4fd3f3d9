import { type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { ageColumn, type Column, nameColumn, numberColumn, pathText, textColumn } from './column.ts';
import { ageOf } from './human-age.ts';

const keyCount = (name: string, field: string): Column => ({
  name,
  type: 'integer',
  cell: (object) => Object.keys(objectAt(object, field)).length,
});

const selector: Column = {
  name: 'Selector',
  type: 'string',
  priority: 1,
  cell: (object) =>
    Object.entries(objectAt(object.spec, 'selector'))
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(',') || '<none>',
};

/** Columns of the core types and of EndpointSlice, by `<group>/<plural>`. */
export const coreColumns: Readonly<Record<string, readonly Column[]>> = {
  '/namespaces': [nameColumn, textColumn('Status', '.status.phase'), ageColumn],
  '/services': [
    nameColumn,
    textColumn('Type', '.spec.type'),
    textColumn('Cluster-IP', '.spec.clusterIP'),
    { name: 'External-IP', type: 'string', cell: externalAddress },
    { name: 'Port(s)', type: 'string', cell: servicePorts },
    ageColumn,
    selector,
  ],
  '/configmaps': [nameColumn, keyCount('Data', 'data'), ageColumn],
  '/secrets': [nameColumn, textColumn('Type', '.type'), keyCount('Data', 'data'), ageColumn],
  '/serviceaccounts': [
    nameColumn,
    { name: 'Secrets', type: 'integer', cell: (object) => listAt(object, 'secrets').length },
    ageColumn,
  ],
  '/endpoints': [nameColumn, { name: 'Endpoints', type: 'string', cell: endpoints }, ageColumn],
  'discovery.k8s.io/endpointslices': [
    nameColumn,
    textColumn('AddressType', '.addressType'),
    { name: 'Ports', type: 'string', cell: slicePorts },
    { name: 'Endpoints', type: 'string', cell: sliceAddresses },
    ageColumn,
  ],
  '/events': [
    { name: 'Last Seen', type: 'string', cell: (event, now) => ageOf(lastSeen(event), now) },
    textColumn('Type', '.type'),
    textColumn('Reason', '.reason'),
    {
      name: 'Object',
      type: 'string',
      cell: (event) =>
        `${pathText(event, '.involvedObject.kind').toLowerCase()}/${pathText(event, '.involvedObject.name')}`,
    },
    textColumn('Subobject', '.involvedObject.fieldPath', 1),
    textColumn('Source', '.source.component', 1),
    { name: 'Message', type: 'string', cell: (event) => textAt(event, 'message').trim() },
    {
      name: 'First Seen',
      type: 'string',
      priority: 1,
      cell: (e, now) => ageOf(textAt(e, 'firstTimestamp'), now),
    },
    { ...numberColumn('Count', '.count'), priority: 1 },
    { ...nameColumn, priority: 1 },
  ],
};

function externalAddress(service: JsonObject): string {
  const type = textAt(service.spec, 'type');
  if (type === 'ExternalName') return textAt(service.spec, 'externalName');
  const given = listAt(service.spec, 'externalIPs').map(String);
  const ingress = listAt(objectAt(service.status, 'loadBalancer'), 'ingress');
  const all = [...ingress.map((i) => textAt(i, 'ip') || textAt(i, 'hostname')), ...given].filter(
    (a) => a !== '',
  );
  if (all.length > 0) return all.join(',');
  return type === 'LoadBalancer' ? '<pending>' : '<none>';
}

function servicePorts(service: JsonObject): string {
  const texts = listAt(service.spec, 'ports').map((port) => {
    const node = pathText(port, '.nodePort');
    return `${pathText(port, '.port')}${node === '' ? '' : `:${node}`}/${textAt(port, 'protocol') || 'TCP'}`;
  });
  return texts.join(',') || '<none>';
}

function endpoints(object: JsonObject): string {
  const all = listAt(object, 'subsets').flatMap((subset) =>
    listAt(subset, 'addresses').flatMap((address) =>
      listAt(subset, 'ports').map((port) => `${textAt(address, 'ip')}:${pathText(port, '.port')}`),
    ),
  );
  return shortened(all) || '<none>';
}

function slicePorts(slice: JsonObject): string {
  return shortened(listAt(slice, 'ports').map((port) => pathText(port, '.port') || '*')) || '<unset>';
}

function sliceAddresses(slice: JsonObject): string {
  return (
    shortened(listAt(slice, 'endpoints').flatMap((endpoint) => listAt(endpoint, 'addresses').map(String))) ||
    '<unset>'
  );
}

/** The first three, and how many more. */
function shortened(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join(',');
  return texts.length > 3 ? `${shown} + ${texts.length - 3} more...` : shown;
}

function lastSeen(event: Json): string {
  return (
    pathText(event, '.series.lastObservedTime') ||
    pathText(event, '.lastTimestamp') ||
    pathText(event, '.eventTime') ||
    pathText(event, '.metadata.creationTimestamp')
  );
}
