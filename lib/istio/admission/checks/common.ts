import { isObject, type Json, type JsonObject, listAt, objectAt, textAt, textsAt } from '#lib/core/json.ts';
import type { Findings } from '../verdict.ts';
import { durationProblem } from './duration.ts';
import { isDnsLabel, isPort } from './names.ts';

/** A part of an object under check, and where it is. */
export interface Part {
  path: string;
  value: JsonObject;
}

/** The objects of a list with their paths: `spec.http[0]`. */
export function partsAt(parent: Json | undefined, key: string, path: string): Part[] {
  return listAt(parent, key).flatMap((value, i) =>
    isObject(value) ? [{ path: `${path}.${key}[${i}]`, value }] : [],
  );
}

/** The object at a key with its path, or nothing. */
export function partAt(parent: JsonObject, key: string, path: string): Part | null {
  const value = parent[key];
  return isObject(value) ? { path: `${path}.${key}`, value } : null;
}

/** Durations at these keys, as far as they are set. */
export function checkDurations(found: Findings, { path, value }: Part, ...keys: string[]): void {
  for (const key of keys) {
    const problem = durationProblem(`${path}.${key}`, value[key]);
    if (problem) found.error(problem);
  }
}

/** Numbers at these keys, as far as they are set. */
export function checkNotNegative(found: Findings, { path, value }: Part, ...keys: string[]): void {
  for (const key of keys) {
    const given = value[key];
    found.errorIf(typeof given === 'number' && given < 0, `${path}.${key}: must not be negative`);
  }
}

/** A percentage: a number, or an object with `value` (Istio's Percent). */
export function checkPercent(found: Findings, { path, value }: Part, ...keys: string[]): void {
  for (const key of keys) {
    const given = isObject(value[key]) ? objectAt(value, key).value : value[key];
    const wrong = typeof given === 'number' && (given < 0 || given > 100);
    found.errorIf(wrong, `${path}.${key}: ${String(given)} is not a percentage from 0 to 100`);
  }
}

/** A port number from 1 to 65535; it must be set. */
export function checkPort(found: Findings, path: string, port: unknown): void {
  found.errorIf(!isPort(port), `${path}: ${JSON.stringify(port) ?? 'nothing'} is not a port from 1 to 65535`);
}

/** exportTo: `.`, `*`, `~` or namespaces, none twice, and none beside `*`. */
export function checkExportTo(found: Findings, spec: JsonObject): void {
  const names = textsAt(spec, 'exportTo');
  for (const name of names) {
    const fits = ['.', '*', '~'].includes(name) || isDnsLabel(name);
    found.errorIf(!fits, `spec.exportTo: ${JSON.stringify(name)} is no namespace, . or *`);
  }
  found.errorIf(new Set(names).size < names.length, 'spec.exportTo: a namespace is named twice');
  found.errorIf(
    names.length > 1 && (names.includes('*') || names.includes('~')),
    'spec.exportTo: * and ~ stand for all and none and take nothing beside them',
  );
}

/** matchLabels (or `labels`) of a selector: no wildcards, no empty keys. */
export function checkSelector(found: Findings, spec: JsonObject, key: string, labels: string): void {
  for (const [name, value] of Object.entries(objectAt(objectAt(spec, key), labels))) {
    const path = `spec.${key}.${labels}`;
    found.errorIf(name === '', `${path}: a label has no name`);
    found.errorIf(
      name.includes('*'),
      `${path}: the label name ${name} holds a wildcard, which selectors do not know`,
    );
    found.errorIf(
      typeof value === 'string' && value.includes('*'),
      `${path}.${name}: ${String(value)} holds a wildcard, which selectors do not know`,
    );
  }
}

/** A policy is for pods by selector or for objects by targetRefs, not both. */
export function checkTargets(found: Findings, spec: JsonObject): void {
  const ways = ['selector', 'targetRef', 'targetRefs'].filter((key) => spec[key] !== undefined);
  found.errorIf(ways.length > 1, `spec: only one of ${ways.join(' and ')} can be set`);
  checkSelector(found, spec, 'selector', 'matchLabels');
  const references = [
    ...partsAt(spec, 'targetRefs', 'spec'),
    ...[partAt(spec, 'targetRef', 'spec')].filter((p) => p !== null),
  ];
  for (const { path, value } of references) {
    found.errorIf(textAt(value, 'name') === '', `${path}.name: the target has no name`);
    found.errorIf(textAt(value, 'kind') === '', `${path}.kind: the target has no kind`);
    found.errorIf(
      textAt(value, 'namespace') !== '',
      `${path}.namespace: targets in other namespaces are not supported`,
    );
  }
}

/** Each text of a list that an earlier one has already. */
export function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, i) => texts.indexOf(text) < i))];
}

/** The names in `labels` whose values are no label values. */
export function badLabels(parent: JsonObject): string[] {
  return Object.entries(objectAt(parent, 'labels')).flatMap(([name, value]) => {
    const fits =
      typeof value === 'string' && /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value);
    return fits ? [] : [name];
  });
}
