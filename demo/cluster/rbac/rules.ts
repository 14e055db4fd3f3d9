import { type Json, textsAt } from '#lib/core/json.ts';
import type { Attributes } from './attributes.ts';

/** Whether a PolicyRule allows a request. */
export function ruleAllows(rule: Json, attributes: Attributes): boolean {
  if (!hasOrAny(textsAt(rule, 'verbs'), attributes.verb)) return false;
  if (attributes.kind === 'path') return pathAllowed(textsAt(rule, 'nonResourceURLs'), attributes.path);
  const names = textsAt(rule, 'resourceNames');
  return (
    hasOrAny(textsAt(rule, 'apiGroups'), attributes.group) &&
    resourceAllowed(textsAt(rule, 'resources'), attributes.resource, attributes.subresource) &&
    (names.length === 0 || names.includes(attributes.name))
  );
}

const hasOrAny = (values: readonly string[], value: string): boolean =>
  values.includes('*') || values.includes(value);

/** `*` is everything, `pods/log` one subresource, `any/scale` that subresource of everything. */
function resourceAllowed(resources: readonly string[], resource: string, subresource: string): boolean {
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return resources.some(
    (allowed) =>
      allowed === '*' || allowed === full || (subresource !== '' && allowed === `*/${subresource}`),
  );
}

function pathAllowed(paths: readonly string[], path: string): boolean {
  return paths.some(
    (allowed) =>
      allowed === '*' || allowed === path || (allowed.endsWith('*') && path.startsWith(allowed.slice(0, -1))),
  );
}
