import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { checkSelector, type Part, partsAt } from '../checks/common.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** Which match goes with what a patch applies to. */
const matchFor: Record<string, string> = {
  LISTENER: 'listener',
  LISTENER_FILTER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

/** What istiod says of an EnvoyFilter on its own. The Envoy configuration inside a patch is not looked into. */
export function checkEnvoyFilter(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkSelector(found, spec, 'workloadSelector', 'labels');
  found.errorIf(
    spec.workloadSelector !== undefined && spec.targetRefs !== undefined,
    'spec: only one of workloadSelector and targetRefs can be set',
  );
  for (const patch of partsAt(spec, 'configPatches', 'spec')) checkPatch(found, patch);
  return found;
}

function checkPatch(found: Findings, { path, value }: Part): void {
  const target = textAt(value, 'applyTo');
  found.errorIf(
    target === '' || target === 'INVALID',
    `${path}.applyTo: what the patch applies to is needed`,
  );
  const patch = objectAt(value, 'patch');
  const operation = textAt(patch, 'operation');
  found.errorIf(value.patch === undefined, `${path}.patch: a patch is needed`);
  found.errorIf(
    value.patch !== undefined && (operation === '' || operation === 'INVALID'),
    `${path}.patch.operation: an operation is needed`,
  );
  const isRemoval = operation === 'REMOVE';
  found.errorIf(
    !isRemoval && operation !== '' && patch.value === undefined,
    `${path}.patch.value: needed to ${operation}`,
  );
  if (isRemoval && patch.value !== undefined)
    found.warn(`${path}.patch.value has no effect where something is removed`);
  const match = objectAt(value, 'match');
  const wanted = matchFor[target];
  for (const kind of ['listener', 'routeConfiguration', 'cluster']) {
    found.errorIf(
      match[kind] !== undefined && wanted !== undefined && kind !== wanted,
      `${path}.match.${kind}: a patch for ${target} is matched by ${wanted}`,
    );
  }
}
