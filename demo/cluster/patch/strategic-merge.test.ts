import { expect, test } from 'vitest';
import { type JsonObject, listAt, textAt } from '#lib/core/json.ts';
import { strategicMerge } from './strategic-merge.ts';

const containers = (...names: string[]): JsonObject => ({
  containers: names.map((name) => ({ name, image: 'i' })),
});
const shown = (spec: JsonObject): string =>
  listAt(spec, 'containers')
    .map((c) => `${textAt(c, 'name')}:${textAt(c, 'image')}`)
    .join(' ');

// Each expected order is what a real API server answered with.
test('a known item is merged where it is', () => {
  const patch = { containers: [{ name: 'b', image: 'n' }] };
  expect(shown(strategicMerge(containers('a', 'b', 'c'), patch))).toBe('a:i b:n c:i');
});

test('a new item comes first', () => {
  const patch = { containers: [{ name: 'z', image: 'n' }] };
  expect(shown(strategicMerge(containers('a', 'b'), patch))).toBe('z:n a:i b:i');
});

test('new and known items keep the order of the list before', () => {
  const patch = {
    containers: [
      { name: 'y', image: 'n' },
      { name: 'b', image: 'q' },
    ],
  };
  expect(shown(strategicMerge(containers('z', 'a', 'b', 'c'), patch))).toBe('y:n z:i a:i b:q c:i');
});

test('$setElementOrder orders what it names', () => {
  const patch = {
    '$setElementOrder/containers': [{ name: 'c' }, { name: 'w' }, { name: 'a' }],
    containers: [{ name: 'w', image: 'r' }],
  };
  expect(shown(strategicMerge(containers('y', 'z', 'a', 'b', 'c'), patch))).toBe('y:i z:i b:i c:i w:r a:i');
});

test('directives delete, replace and retain', () => {
  expect(strategicMerge(containers('a', 'b'), { containers: [{ name: 'a', $patch: 'delete' }] })).toEqual(
    containers('b'),
  );
  const replaced = { containers: [{ $patch: 'replace' }, { name: 'x', image: 'i' }] };
  expect(strategicMerge(containers('a', 'b'), replaced)).toEqual(containers('x'));
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } };
  expect(strategicMerge({ strategy }, { strategy: { $retainKeys: ['type'], type: 'Recreate' } })).toEqual({
    strategy: { type: 'Recreate' },
  });
  expect(
    strategicMerge(
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'], finalizers: ['c'] },
    ),
  ).toEqual({ finalizers: ['c', 'b'] });
});

test('ports of containers merge by containerPort, those of services by port, tolerations are replaced', () => {
  expect(
    strategicMerge(
      { ports: [{ containerPort: 80, name: 'a' }] },
      { ports: [{ containerPort: 80, protocol: 'UDP' }] },
    ),
  ).toEqual({ ports: [{ containerPort: 80, name: 'a', protocol: 'UDP' }] });
  expect(
    strategicMerge(
      { selector: {}, ports: [{ port: 80, name: 'a' }] },
      { ports: [{ port: 80, targetPort: 8080 }] },
    ),
  ).toEqual({ selector: {}, ports: [{ port: 80, name: 'a', targetPort: 8080 }] });
  expect(strategicMerge({ tolerations: [{ key: 'a' }] }, { tolerations: [{ key: 'b' }] })).toEqual({
    tolerations: [{ key: 'b' }],
  });
});
