import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { apiPaths } from '#lib/url/paths.ts';
import { openapi } from './openapi.ts';

const document = openapi();
const documented = Object.keys(document.paths as object).sort();

test('every route folder is in the document, and nothing else', () => {
  const folders = globSync('app/api/v1/**/route.ts').map((file) => `/${dirname(file).replace(/^app\//, '')}`);
  expect(folders.sort()).toEqual(documented);
});

test('every path that the product links to is in the document', () => {
  const links = [apiPaths.status(), apiPaths.session(), apiPaths.openapi()];
  for (const link of links) expect(documented).toContain(link);
});

test('every reference in it resolves, and every operation has an id of its own', () => {
  const text = JSON.stringify(document);
  const { schemas } = document.components as { schemas: Record<string, unknown> };
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
    expect(schemas).toHaveProperty(name ?? '');
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('getGraph');
});

test('the parameters say what they take', () => {
  const paths = document.paths as Record<
    string,
    { get: { parameters: { name: string; required: boolean }[] } }
  >;
  const parameters = paths['/api/v1/edge']?.get.parameters ?? [];
  expect(parameters.map(({ name, required }) => [name, required])).toEqual([
    ['id', true],
    ['window', false],
    ['at', false],
    ['namespaces', false],
    ['services', false],
    ['graph', false],
    ['idle', false],
    ['operations', false],
    ['waypoints', false],
    ['http', false],
    ['grpc', false],
    ['tcp', false],
    ['ambient', false],
  ]);
});
