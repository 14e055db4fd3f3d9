import { expect, test } from 'vitest';
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
