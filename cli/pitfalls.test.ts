import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { wantedIn } from '#lib/validation/testing/example.ts';
import { parseOptions } from './options.ts';
import { validate } from './validate.ts';

const file = path.join(import.meta.dirname, '../lib/validation/pitfalls/pitfalls.yaml');
const report = z.object({
  findings: z.array(z.object({ code: z.string(), line: z.number(), text: z.string() })),
});

function findings() {
  const options = parseOptions([file, '--output', 'json']);
  if (!options.ok) throw new Error(options.error);
  const lines: string[] = [];
  validate(options.value, 0, (line) => lines.push(line), console.error);
  return report.parse(JSON.parse(lines.join('\n'))).findings;
}

test('the faulty documents of guides get their findings, at their lines', () => {
  const found = findings().map(({ line, code }) => `${line} ${code}`);
  expect(found.sort()).toEqual([...wantedIn(readFileSync(file, 'utf8'))].sort());
});
