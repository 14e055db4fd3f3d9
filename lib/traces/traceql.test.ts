import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceql, traceqlString } from './traceql.ts';

test('a search is one set of spans', () => {
  expect(traceql({ service: 'cart.shop', errors: false, minDuration: null })).toBe(
    '{ resource.service.name = "cart.shop" }',
  );
  expect(traceql({ service: 'a" || true || "', errors: true, minDuration: 250.4 })).toBe(
    '{ resource.service.name = "a\\" || true || \\"" && status = error && traceDuration >= 250ms }',
  );
});

/** How Go, in which Tempo is written, reads a quoted text: as JSON does, where only these escapes occur. */
test('whatever a service is called, it stays one string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const quoted = traceqlString(name);
      expect(JSON.parse(quoted)).toBe(name.toWellFormed());
      expect(quoted.slice(1, -1).replaceAll(/\\./g, '')).not.toMatch(/["\p{Cc}]/u);
    }),
  );
});
