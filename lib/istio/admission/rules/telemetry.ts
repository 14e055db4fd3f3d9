import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { checkDurations, checkPercent, checkTargets, type Part, partAt, partsAt } from '../checks/common.ts';
import { Findings, type Verdict } from '../verdict.ts';

/** What istiod says of a Telemetry on its own. */
export function checkTelemetry(object: JsonObject): Verdict {
  const found = new Findings();
  const spec = objectAt(object, 'spec');
  checkTargets(found, spec);
  for (const tracing of partsAt(spec, 'tracing', 'spec')) checkTracing(found, tracing);
  if (listAt(spec, 'tracing').length > 1)
    found.warn('spec.tracing: one entry takes effect, the others are ignored');
  for (const metrics of partsAt(spec, 'metrics', 'spec')) {
    checkDurations(found, metrics, 'reportingInterval');
    for (const override of partsAt(metrics.value, 'overrides', metrics.path)) checkOverride(found, override);
  }
  for (const logging of partsAt(spec, 'accessLogging', 'spec')) {
    const filter = partAt(logging.value, 'filter', logging.path);
    found.errorIf(
      filter !== null && textAt(filter.value, 'expression').trim() === '',
      `${filter?.path}.expression: a filter needs an expression`,
    );
  }
  return found;
}

function checkTracing(found: Findings, tracing: Part): void {
  checkPercent(found, tracing, 'randomSamplingPercentage');
  const providers = listAt(tracing.value, 'providers');
  found.errorIf(providers.length > 1, `${tracing.path}.providers: traces go to one provider only`);
  for (const [name, tag] of Object.entries(objectAt(tracing.value, 'customTags'))) {
    const path = `${tracing.path}.customTags.${name}`;
    found.errorIf(name === '', `${path}: a tag needs a name`);
    const literal = objectAt(tag, 'literal');
    const isBlank = 'value' in literal && textAt(literal, 'value') === '';
    found.errorIf(isBlank, `${path}.literal.value: the value is empty`);
    for (const [kind, key] of [
      ['header', 'name'],
      ['environment', 'name'],
      ['formatter', 'value'],
    ] as const) {
      const given = tag !== null && typeof tag === 'object' && !Array.isArray(tag) && tag[kind] !== undefined;
      found.errorIf(given && textAt(objectAt(tag, kind), key) === '', `${path}.${kind}.${key}: needed`);
    }
  }
}

function checkOverride(found: Findings, override: Part): void {
  const match = objectAt(override.value, 'match');
  found.errorIf(
    match.metric !== undefined && match.customMetric !== undefined,
    `${override.path}.match: only one of metric and customMetric can be set`,
  );
  found.errorIf(match.customMetric === '', `${override.path}.match.customMetric: a metric needs a name`);
  for (const [name, tag] of Object.entries(objectAt(override.value, 'tagOverrides'))) {
    const path = `${override.path}.tagOverrides.${name}`;
    const operation = textAt(tag, 'operation') || 'UPSERT';
    const value = textAt(tag, 'value');
    found.errorIf(operation === 'UPSERT' && value === '', `${path}.value: needed where the tag is set`);
    found.errorIf(
      operation === 'REMOVE' && value !== '',
      `${path}.value: cannot be set where the tag is removed`,
    );
    if (/^[a-z]+(-[a-z]+)+$/i.test(value)) {
      found.warn(
        `${path}.value: ${value} is a CEL expression that subtracts; a text is written "'${value}'"`,
      );
    }
  }
}
