import { expect, test } from 'vitest';
import { engineOf, historyFile } from './engine-of.ts';

const cluster = { server: 'https://127.0.0.1:6443', id: 'Kubernetes' };

test('clusters of one name have a file each', () => {
  const file = historyFile('/state', cluster);
  expect(file).toMatch(/^\/state\/weft\/history-[0-9a-f]{12}\.db$/);
  expect(historyFile('/state', { ...cluster, server: 'https://10.0.0.1:6443' })).not.toBe(file);
});

test('changes stay in memory where that is set, and where there is no folder for state', () => {
  expect(engineOf({ setting: ':memory:', stateFolder: '/state' }, cluster)).toBeNull();
  expect(engineOf({ setting: null, stateFolder: null }, cluster)).toBeNull();
  expect(engineOf({ setting: null, stateFolder: '/state' }, cluster)).not.toBeNull();
});
