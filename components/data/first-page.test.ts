import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const statement = /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

/** Packages that a file needs before it runs, itself or through what it imports. What is imported on demand is not among them. */
function packagesOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const packages = new Set<string>();
  if (seen.has(file) || file.endsWith('.css')) return packages;
  seen.add(file);
  for (const [, name = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(statement)) {
    const inside = name.startsWith('#') || name.startsWith('.');
    if (!inside) packages.add(name);
    const target = name.startsWith('#') ? name.slice(1) : path.join(path.dirname(file), name);
    if (inside) for (const each of packagesOf(target, seen)) packages.add(each);
  }
  return packages;
}

test('the graph page waits for these packages and no others', () => {
  const files = ['app/(frame)/layout.tsx', 'app/(frame)/graph/client.tsx', 'components/data/providers.tsx'];
  const packages = new Set(files.flatMap((file) => [...packagesOf(file)]));
  expect([...packages].sort()).toEqual([
    '@tanstack/react-query',
    'cytoscape',
    'lucide-react',
    'next/navigation',
    'nuqs',
    'nuqs/adapters/next/app',
    'react',
  ]);
});

test('what comes later is found where it is asked for at once', () => {
  expect(packagesOf('components/data/graph.worker.ts')).toContain('zod');
});
