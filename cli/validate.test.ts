import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { parseOptions } from './options.ts';
import { validate } from './validate.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'weft-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function runOn(...args: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const options = parseOptions(args);
  if (!options.ok) throw new Error(options.error);
  const code = validate(
    options.value,
    Date.UTC(2026, 0, 1),
    (line) => printed.push(line.replaceAll(`${dir}/`, '')),
    (line) => complained.push(line.replaceAll(`${dir}/`, '')),
  );
  return { code, printed, complained };
}

function run(name: string, text: string, ...args: readonly string[]) {
  const file = path.join(dir, name);
  writeFileSync(file, text);
  return runOn(file, ...args);
}

const route = `apiVersion: v1
kind: Service
metadata: { name: cart }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart }
spec:
  hosts: [cart]
  http:
    - route:
        - destination:
            host: crat
`;

test('findings name file, line and field, and an error sets the exit code', () => {
  expect(run('route.yaml', route)).toEqual({
    code: 1,
    printed: [
      'route.yaml:13 error IST0101 VirtualService default/cart spec.http[0].route[0].destination.host: The host "crat" does not exist.',
      '2 objects, 1 findings, 1 of them errors',
    ],
    complained: [],
  });
});

test('a List is taken apart, its items keep their lines, a kind that Weft does not read is said', () => {
  const text = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Service, metadata: { name: cart } }
  - apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: { name: cart }
    spec:
      host: crat
  - { apiVersion: batch/v1, kind: Job, metadata: { name: b } }
`;
  const { code, printed, complained } = run('list.yaml', text);
  expect(code).toBe(0);
  expect(printed[0]).toMatch(/^list.yaml:9 warning IST0174 DestinationRule default\/cart spec.host/);
  expect(complained).toEqual(['Job b: Weft does not read this kind; not checked.']);
});

test.each([
  [
    'a template',
    'kind: Service\nmetadata: {{ .Values.name }}\nx: [',
    /^broken\.yaml:\d+ is not YAML: .*Templates must be rendered/,
  ],
  ['something else', 'hello: world\n', /^broken\.yaml:1 is no Kubernetes object/],
  [
    'labels that are none',
    'apiVersion: v1\nkind: Service\nmetadata: { name: a, labels: [b] }\n',
    /metadata\.labels is not right/,
  ],
  [
    'aliases without end',
    'a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n',
    /^broken\.yaml:1 cannot be read/,
  ],
])('%s gets a clear line and exit code 2', (_, text, says) => {
  const { code, complained } = run('broken.yaml', text);
  expect(code).toBe(2);
  expect(complained).toHaveLength(1);
  expect(complained[0]).toMatch(says);
});

test('what can be read is checked beside what cannot', () => {
  const { code, printed, complained } = run('half.yaml', `hello: world\n---\n${route}`);
  expect([code, complained.length, printed.length]).toEqual([2, 1, 2]);
});

test('a folder is read with the folders in it; one without YAML is told', () => {
  mkdirSync(path.join(dir, 'folder/inner'), { recursive: true });
  writeFileSync(path.join(dir, 'folder/inner/route.yml'), route);
  expect(runOn(path.join(dir, 'folder')).printed[0]).toMatch(/^folder\/inner\/route.yml:13 /);
  mkdirSync(path.join(dir, 'empty'));
  expect(runOn(path.join(dir, 'empty'))).toMatchObject({ code: 2, printed: [] });
});

test('a file that is not there is named', () => {
  const { code, complained } = runOn('/nowhere/at-all.yaml');
  expect(code).toBe(2);
  expect(complained[0]).toContain('/nowhere/at-all.yaml cannot be read');
});

const policy = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec: { rules: [{ from: [{ source: { namespaces: [bank] } }] }] }
`;

test('of kinds that files seldom hold nothing is concluded until one is given', () => {
  expect(run('policy.yaml', policy).printed).toEqual(['1 objects, 0 findings, 0 of them errors']);
  const namespace =
    '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n';
  expect(run('policy.yaml', policy + namespace).printed[0]).toContain('No namespace is named "bank".');
});

test('the level that fails can be lowered', () => {
  const warning = `${route.split('---')[0]}---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: x }\nspec: { host: crat }\n`;
  expect(run('warning.yaml', warning).code).toBe(0);
  expect(run('warning.yaml', warning, '--fail-on', 'warning').code).toBe(1);
});

test('for GitHub each finding is a command at its line', () => {
  const { printed } = run('route.yaml', route, '--output', 'github');
  expect(printed).toEqual([
    '::error file=route.yaml,line=13,title=IST0101 VirtualService default/cart::The host "crat" does not exist.',
  ]);
});

const json = z.object({
  findings: z.array(z.object({ code: z.string(), line: z.number(), fix: z.string(), link: z.url() })),
});
const sarif = z.object({
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({ rules: z.array(z.object({ id: z.string(), helpUri: z.url() })) }),
      }),
      results: z.array(z.object({ ruleId: z.string(), ruleIndex: z.number(), level: z.string() })),
    }),
  ]),
});

test('programs get JSON, code scanners SARIF', () => {
  const asJson = json.parse(JSON.parse(run('route.yaml', route, '--output', 'json').printed.join('\n')));
  expect(asJson.findings).toMatchObject([{ code: 'IST0101', line: 13 }]);
  const asSarif = sarif.parse(JSON.parse(run('route.yaml', route, '--output', 'sarif').printed.join('\n')));
  expect(asSarif.runs[0].results).toEqual([{ ruleId: 'IST0101', ruleIndex: 0, level: 'error' }]);
  expect(asSarif.runs[0].tool.driver.rules[0]?.id).toBe('IST0101');
});

const results = z.object({
  runs: z.tuple([
    z.object({ results: z.array(z.object({ suppressions: z.array(z.unknown()).optional() })) }),
  ]),
});

test('what an annotation or an option suppresses does not fail, and is counted', () => {
  const annotated = route.replace(
    'kind: VirtualService\nmetadata: { name: cart }',
    'kind: VirtualService\nmetadata: { name: cart, annotations: { galley.istio.io/analyze-suppress: IST0101 } }',
  );
  const silent = { code: 0, printed: ['2 objects, 0 findings, 0 of them errors; 1 suppressed'] };
  expect(run('quiet.yaml', annotated)).toMatchObject(silent);
  expect(run('route.yaml', route, '--suppress', 'IST0101=VirtualService/default/*')).toMatchObject(silent);
  expect(run('route.yaml', route, '--suppress', 'IST0101=Service/*').code).toBe(1);
  expect(run('quiet.yaml', annotated, '--output', 'json').printed.join('\n')).toContain('"by": "annotation"');
  const asSarif = results.parse(
    JSON.parse(run('quiet.yaml', annotated, '--output', 'sarif').printed.join('\n')),
  );
  expect(asSarif.runs[0].results).toEqual([
    { suppressions: [{ kind: 'inSource', justification: 'galley.istio.io/analyze-suppress' }] },
  ]);
});

test.each([
  [[], 'Neither a file nor a cluster is given.'],
  [['a.yaml', '--suppress', 'everything'], '--suppress'],
  [['a.yaml', '--output', 'xml'], '--output'],
  [['a.yaml', '--colour'], '--colour'],
  [['a.yaml', '--fail-on', 'never'], '--fail-on'],
])('%j is wrong usage', (args, says) => {
  const parsed = parseOptions(args);
  expect(parsed.ok ? '' : parsed.error).toContain(says);
});
