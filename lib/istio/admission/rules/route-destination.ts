import { objectAt, textAt } from '#lib/core/json.ts';
import { checkPort, type Part } from '../checks/common.ts';
import { isDnsLabel, isWildcardDomain } from '../checks/names.ts';
import type { Findings } from '../verdict.ts';

/** One destination of a route (`{ destination, weight }`), or a mirror's `{ destination }`. */
export function checkDestination(found: Findings, { path, value }: Part): void {
  if (value.destination === undefined) {
    found.error(`${path}.destination: a destination is needed`);
    return;
  }
  checkTarget(found, { path: `${path}.destination`, value: objectAt(value, 'destination') });
}

/** A destination itself: host, subset and port. */
export function checkTarget(found: Findings, { path, value }: Part): void {
  const host = textAt(value, 'host');
  found.errorIf(
    host === '*' || !isWildcardDomain(host),
    `${path}.host: ${JSON.stringify(host)} is not a host that can be routed to`,
  );
  const subset = value.subset;
  found.errorIf(
    typeof subset === 'string' && subset !== '' && !isDnsLabel(subset),
    `${path}.subset: ${JSON.stringify(subset)} is not a DNS label`,
  );
  if (value.port !== undefined) checkPort(found, `${path}.port.number`, objectAt(value, 'port').number);
}

/** Weights are shares of their sum: none below 0, and with several destinations not all 0. */
export function checkWeights(found: Findings, route: Part, destinations: readonly Part[]): void {
  const weights = destinations.map(({ value }) => (typeof value.weight === 'number' ? value.weight : 0));
  destinations.forEach(({ path }, i) => {
    found.errorIf((weights[i] ?? 0) < 0, `${path}.weight: must not be negative`);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  found.errorIf(
    destinations.length > 1 && sum === 0,
    `${route.path}.route: the weights sum to 0, so no destination gets a request`,
  );
}
