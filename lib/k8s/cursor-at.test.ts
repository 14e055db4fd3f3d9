import { expect, test } from 'vitest';
import { cursorAt } from './cursor-at.ts';

/** The text without its mark, and where the mark stood. */
const at = (marked: string) => cursorAt(marked.replace('|', ''), marked.indexOf('|'));

test('a key is inside the keys that are less indented', () => {
  const found = at(
    'kind: VirtualService\nspec:\n  hosts: [cart]\n  http:\n    - route:\n      ti|\n      retries:\n',
  );
  expect(found).toEqual({
    at: 'key',
    parent: 'spec.http',
    typed: 'ti',
    taken: ['route', 'retries'],
    indent: 6,
  });
});

test('items may stand under their list without indentation, and hold their own keys alone', () => {
  const found = at(
    'spec:\n  http:\n  - name: one\n    timeout: 1s\n  - n|\n    retries:\n      attempts: 3\n',
  );
  expect(found).toEqual({ at: 'key', parent: 'spec.http', typed: 'n', taken: ['retries'], indent: 4 });
});

test('the last key of an item knows those before it, and not those of the next item', () => {
  const found = at('http:\n- match: []\n  route: []\n  |\n- fault: {}\n');
  expect(found).toMatchObject({ parent: 'http', taken: ['route', 'match'] });
});

test('a value is of its key', () => {
  expect(at('spec:\n  trafficPolicy:\n    loadBalancer:\n      simple: LE|\n')).toEqual({
    at: 'value',
    path: 'spec.trafficPolicy.loadBalancer.simple',
    typed: 'LE',
  });
  expect(at('spec:\n  mtls: {mode: |}')).toBeNull();
});

test('at the start of a document nothing is around it; another document does not count', () => {
  expect(at('spec:\n  a: 1\n---\n|')).toEqual({ at: 'key', parent: '', typed: '', taken: [], indent: 0 });
});

test('in a comment there is nothing to say', () => {
  expect(at('spec: # ti|')).toBeNull();
  expect(at('# ti|')).toBeNull();
});
