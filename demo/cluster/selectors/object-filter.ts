import { type JsonObject, objectAt } from '#lib/core/json.ts';
import { type ApiRequest, parameter } from '../http/api-request.ts';
import type { ResourceType } from '../schema/types.ts';
import { matchesFields, parseFieldSelector } from './field-selector.ts';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';

/** What a list or watch is narrowed to; `all` when nothing narrows it. */
export interface ObjectFilter {
  all: boolean;
  matches(object: JsonObject): boolean;
}

/**
 * The filter of a list, watch or deletecollection: its selectors and, for a single object, its name.
 * @throws StatusError 400 for a selector that cannot be read
 */
export function objectFilter(request: ApiRequest, type: ResourceType, name: string): ObjectFilter {
  const labels = parseLabelSelector(parameter(request, 'labelSelector'));
  const fields = parseFieldSelector(parameter(request, 'fieldSelector'), type);
  if (name !== '') fields.push({ path: 'metadata.name', value: name, equal: true });
  return {
    all: labels.length === 0 && fields.length === 0,
    matches: (object) =>
      matchesFields(object, fields) && matchesLabels(objectAt(object.metadata, 'labels'), labels),
  };
}
