import { expect, test } from 'vitest';
import { defaultTolerances, readTolerance, type Tolerance } from './tolerance.ts';
import { tolerancesFor } from './tolerance-config.ts';

const tolerance = (code: string): Tolerance => {
  const read = readTolerance({ code, protocol: 'http', direction: '.*', degraded: 1, failure: 5 });
  if (read === null) throw new Error('malformed');
  return read;
};
const [critical, rest] = [tolerance('5XX'), tolerance('4XX')];
const cart = { namespace: 'shop', kind: 'workload', name: 'cart' };

test('the first rule that applies, else the last, else what Weft tolerates', () => {
  const rules = [{ namespace: /^bank$/, tolerances: [critical] }, { tolerances: [rest] }];
  expect(tolerancesFor(rules, { ...cart, namespace: 'bank' })).toEqual([critical]);
  expect(tolerancesFor(rules, cart)).toEqual([rest]);
  expect(tolerancesFor([{ kind: /^service$/, tolerances: [critical] }], cart)).toEqual([critical]);
  expect(tolerancesFor([], cart)).toBe(defaultTolerances);
});

test('a rule without tolerances is none', () => {
  expect(tolerancesFor([{ tolerances: [] }], cart)).toBe(defaultTolerances);
});
