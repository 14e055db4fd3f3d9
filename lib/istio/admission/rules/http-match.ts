import { isObject, objectAt } from '#lib/core/json.ts';
import { checkPort, type Part, partAt } from '../checks/common.ts';
import { checkStringMatch } from '../checks/string-match.ts';
import type { Findings } from '../verdict.ts';

/** A header name: what HTTP calls a token. */
const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** One match of an http rule: all its conditions together. */
export function checkHttpMatch(found: Findings, { path, value }: Part, isDelegate: boolean): void {
  for (const key of ['uri', 'scheme', 'method', 'authority']) {
    checkStringMatch(found, `${path}.${key}`, value[key]);
  }
  if (value.port !== undefined) checkPort(found, `${path}.port`, value.port);
  for (const key of ['headers', 'withoutHeaders', 'queryParams']) {
    for (const [name, match] of Object.entries(objectAt(value, key))) {
      const at = `${path}.${key}.${name}`;
      found.errorIf(name === '', `${path}.${key}: a name is empty`);
      found.errorIf(
        key !== 'queryParams' && name !== '' && !headerName.test(name) && !name.startsWith('@request.auth'),
        `${at}: not a header name`,
      );
      found.errorIf(!isObject(match), `${at}: how to match is not said`);
      checkStringMatch(found, at, match);
    }
  }
  found.errorIf(
    isDelegate && value.gateways !== undefined,
    `${path}.gateways: a delegate takes the gateways of the VirtualService that delegates to it`,
  );
}

/** `headers: { request, response: { set, add, remove } }` of a rule or a destination. */
export function checkHeaderOperations(found: Findings, { path, value }: Part): void {
  const headers = partAt(value, 'headers', path);
  if (!headers) return;
  for (const side of ['request', 'response']) {
    const operations = objectAt(headers.value, side);
    const names = ['set', 'add'].flatMap((verb) => Object.keys(objectAt(operations, verb)));
    const removed = Array.isArray(operations.remove) ? operations.remove : [];
    for (const name of [...names, ...removed]) {
      const fits = typeof name === 'string' && (headerName.test(name) || /^:[a-z]+$/.test(name));
      found.errorIf(!fits, `${headers.path}.${side}: ${JSON.stringify(name)} is not a header name`);
    }
  }
}
