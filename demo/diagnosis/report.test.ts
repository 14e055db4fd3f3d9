import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { incidentNames } from '#demo/incidents/all.ts';
import { expected } from './expected.ts';
import { diagnoseReport } from './report.ts';

const rows = await diagnoseReport();

test('every mesh that is well is told to be, or its applications are', () => {
  expect(rows.filter(({ story }) => story === 'healthy').map(({ mesh }) => mesh)).toContain('generated');
});

test.each(rows.map((row) => [`${row.story} (${row.mesh})`, row] as const))(
  '%s gets the right answer first',
  (_, { told, right, wanted }) => {
    const heard = told.map(({ code, object }) => `${code} ${object}`.trim());
    expect({ right, heard }, `wanted: ${wanted}`).toMatchObject({ right: true });
  },
);

const fixes = rows.flatMap(({ story, told }) =>
  told.flatMap(({ code, fixed }) => (fixed === null ? [] : [[`${story}: ${code}`, fixed] as const])),
);

test.each(incidentNames)('the README of the diagnosis says what %s is held against', (name) => {
  const readme = readFileSync(new URL('../../lib/diagnosis/README.md', import.meta.url), 'utf8');
  // No request fails by a misspelt host: it is a finding.
  if (expected[name] !== null) expect(readme).toMatch(new RegExp(`\\b${name}\\b`));
});

test('fixes are proposed', () => {
  expect(fixes.length).toBeGreaterThan(10);
});

test.each(fixes)('%s would be gone with its fix, or be less sure', (_, fixed) => {
  expect(fixed).not.toBe('stays');
});
