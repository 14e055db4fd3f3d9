import { expect, test } from 'vitest';
import { clusterTrouble } from './cluster-trouble.ts';

const kind = (group: string, phase: 'live' | 'loading' | 'not-installed') => ({
  kind: 'Any',
  group,
  phase,
  objects: 0,
  since: null,
  reason: null,
});

test.each([
  ['failing', 'loading', 'unreadable'],
  ['live', 'not-installed', 'no-istio'],
  ['starting', 'loading', null],
  ['live', 'live', null],
  ['stale', 'live', null],
] as const)('%s, kinds of Istio %s: %s', (phase, istio, trouble) => {
  const kinds = [kind('', 'live'), kind('networking.istio.io', istio), kind('security.istio.io', istio)];
  expect(clusterTrouble({ phase, kinds })).toBe(trouble);
});

test('one kind of Istio is Istio', () => {
  const kinds = [kind('networking.istio.io', 'not-installed'), kind('security.istio.io', 'live')];
  expect(clusterTrouble({ phase: 'live', kinds })).toBeNull();
});
