import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { badLabels, checkExportTo, checkSelector, partAt, partsAt, repeated } from '../checks/common.ts';
import { isDnsLabel, isWildcardDomain } from '../checks/names.ts';
import { Findings, type Verdict } from '../verdict.ts';
import { checkTrafficPolicy } from './traffic-policy.ts';

/** What istiod says of a DestinationRule on its own. */
export function checkDestinationRule(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  const host = textAt(spec, 'host');
  found.errorIf(!isWildcardDomain(host), `spec.host: ${JSON.stringify(host)} is not a host name`);
  const policy = partAt(spec, 'trafficPolicy', 'spec');
  if (policy) checkTrafficPolicy(found, policy);
  checkSubsets(found, spec);
  checkExportTo(found, spec);
  checkSelector(found, spec, 'workloadSelector', 'matchLabels');
  return found;
}

function checkSubsets(found: Findings, spec: JsonObject): void {
  const names = listAt(spec, 'subsets').map((subset) => textAt(subset, 'name'));
  for (const name of repeated(names)) found.error(`spec.subsets: the name ${name} is used twice`);
  for (const subset of partsAt(spec, 'subsets', 'spec')) {
    const name = textAt(subset.value, 'name');
    found.errorIf(!isDnsLabel(name), `${subset.path}.name: ${JSON.stringify(name)} is not a DNS label`);
    for (const label of badLabels(subset.value)) {
      found.error(`${subset.path}.labels.${label}: the value is not a label value`);
    }
    const policy = partAt(subset.value, 'trafficPolicy', subset.path);
    if (policy) checkTrafficPolicy(found, policy);
  }
}
