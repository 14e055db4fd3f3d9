import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { kialiCodes } from '../codes/kiali.ts';
import { schemaCodes } from '../codes/schema.ts';
import { retiredCodes, unsupportedCodes } from '../codes/unsupported.ts';
import { codes } from '../codes.ts';
import { observedRules } from '../observed/all.ts';
import { foundBy, wantedIn } from '../testing/example.ts';
import { allRules } from './all.ts';

/** The examples of a rule: one under its name, others where one mesh cannot show everything (`name.variant.yaml`). */
const examplesOf = (name: string): readonly string[] =>
  globSync([`${name}.yaml`, `${name}.*.yaml`], { cwd: import.meta.dirname })
    .sort()
    .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'));

describe.each(allRules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
  test('has an example beside it, and finds what the example says at the line where it says it', () => {
    const examples = examplesOf(name);
    expect(examples.length).toBeGreaterThan(0);
    for (const yaml of examples) {
      const { at, texts } = foundBy(rule, yaml);
      expect(at).toEqual(wantedIn(yaml));
      for (const text of texts) expect(text).not.toMatch(/undefined|\[object/);
    }
  });

  test('shows each of its codes, and reads what it says it reads', () => {
    const shown = new Set(examplesOf(name).flatMap((yaml) => wantedIn(yaml).map((at) => at.split(' ')[1])));
    expect(shown).toEqual(new Set(rule.codes));
    expect(rule.reads.length).toBeGreaterThan(0);
    expect(existsSync(path.join(import.meta.dirname, `${name}.ts`))).toBe(true);
  });
});

/** What the runner itself reports. */
const ofTheRunner = ['WEFT0900'];

/** What the check of schemas reports, apart from rules. */
const ofSchemas = Object.keys(schemaCodes);

test('every code of the catalogue is reported by a rule, and every rule reports codes of the catalogue', () => {
  expect(new Set(allRules.map((rule) => rule.name)).size).toBe(allRules.length);
  const reported = [
    ...[...allRules, ...observedRules].flatMap((rule) => rule.codes),
    ...ofTheRunner,
    ...ofSchemas,
  ];
  expect([...new Set(reported)].sort()).toEqual(Object.keys(codes).sort());
});

test('no number is used again, and none is both reported and unsupported', () => {
  for (const code of [...retiredCodes, ...Object.keys(unsupportedCodes)])
    expect(Object.hasOwn(codes, code)).toBe(false);
});

test('every code says what is wrong, what breaks, what to do and where to read on', () => {
  for (const [code, info] of Object.entries(codes)) {
    const { summary, breaks, fix, link } = info;
    for (const text of [summary, breaks, fix]) expect(text, code).toMatch(/^[A-Z`].*[^ ]$/);
    expect(summary, code).not.toMatch(/\.$/);
    expect(`${breaks} ${fix}`, code).not.toContain('!');
    expect(link, code).toMatch(/^https:\/\//);
  }
});

test('Kiali’s codes lead to codes of the catalogue', () => {
  for (const { kiali, code } of kialiCodes) {
    expect(kiali).toMatch(/^(KIA\d{4}|GWAPI)$/);
    expect(Object.hasOwn(codes, code), `${kiali} → ${code}`).toBe(true);
  }
});
