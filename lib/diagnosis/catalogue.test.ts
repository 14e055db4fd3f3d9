import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allCauses } from './all-causes.ts';
import { causeCodes, causeText } from './catalogue.ts';

/** Causes of the control plane are looked for apart from edges. */
const ofControlPlane = [
  'istiod-down',
  'configuration-rejected',
  'configuration-late',
  'certificates-not-renewed',
  'root-certificate-ends',
  'injector-down',
];

test('every code of the catalogue has one cause, and every cause a code', () => {
  const codes = allCauses.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect([...codes, ...ofControlPlane].sort()).toEqual([...causeCodes].sort());
});

test.each(causeCodes)('%s says why and what to do in our tone', (code) => {
  const { title, why, fix } = causeText(code);
  expect(title).toMatch(/^[A-Z]|^istiod|^ztunnel/);
  expect(title).not.toMatch(/[.!]$/);
  expect(why({})).not.toMatch(/[.!]$/);
  expect(fix({})).toMatch(/\.$/);
});

test('the README says by what each cause is held', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  for (const code of causeCodes) expect(readme).toMatch(new RegExp(`\\b${code}\\b`));
});

test('every file of causes is in the list', () => {
  const files = readdirSync(new URL('./causes', import.meta.url)).filter((name) => !name.includes('.test.'));
  expect(files.length).toBeGreaterThan(30);
});

test('what is not there is not counted, and what nobody sees is not named', () => {
  expect(causeText('no-ready-endpoints').why({ ready: '0', total: '0', workload: 'auth' })).toBe(
    'auth has no pod',
  );
  expect(causeText('rate-limited').why({ object: '' })).toMatch(/no EnvoyFilter that can be seen/);
  expect(causeText('external-authorization').why({ object: '', callee: 'order' })).toBe(
    'order asks an external authorizer, which says no or does not answer',
  );
});
