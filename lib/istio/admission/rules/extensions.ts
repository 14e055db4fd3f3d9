import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { checkSelector, checkTargets, type Part, partAt, partsAt, repeated } from '../checks/common.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** What istiod says of a WasmPlugin on its own. */
export function checkWasmPlugin(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkTargets(found, spec);
  const url = textAt(spec, 'url');
  found.errorIf(url === '', 'spec.url: an address of the module is needed');
  const scheme = url.match(/^([a-z][a-z0-9+.-]*):\/\//i)?.[1];
  found.errorIf(
    scheme !== undefined && !['file', 'http', 'https', 'oci'].includes(scheme.toLowerCase()),
    `spec.url: ${scheme} is none of file, http, https and oci`,
  );
  const digest = textAt(spec, 'sha256');
  found.errorIf(digest !== '' && !/^[0-9a-f]{64}$/.test(digest), 'spec.sha256: not 64 hexadecimal digits');
  const pinned = url.match(/@sha256:([0-9a-f]{64})$/)?.[1];
  found.errorIf(
    digest !== '' && pinned !== undefined && pinned !== digest,
    'spec.sha256: not the digest that the url names',
  );
  const machine = partAt(spec, 'vmConfig', 'spec');
  if (machine) checkEnvironment(found, machine);
  return found;
}

function checkEnvironment(found: Findings, machine: Part): void {
  const names = listAt(machine.value, 'env').map((item) => textAt(item, 'name'));
  for (const name of repeated(names)) found.error(`${machine.path}.env: ${name} is set twice`);
  for (const { path, value } of partsAt(machine.value, 'env', machine.path)) {
    found.errorIf(textAt(value, 'name') === '', `${path}.name: a variable needs a name`);
    found.errorIf(
      textAt(value, 'valueFrom') === 'HOST' && textAt(value, 'value') !== '',
      `${path}.value: cannot be set where the value comes from the host`,
    );
  }
}

/** What istiod says of a ProxyConfig on its own. */
export function checkProxyConfig(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkSelector(found, spec, 'selector', 'matchLabels');
  const { concurrency } = spec;
  found.errorIf(
    typeof concurrency === 'number' && concurrency < 0,
    'spec.concurrency: must not be negative, 0 stands for all cores',
  );
  return found;
}
