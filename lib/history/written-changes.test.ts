import { expect, test } from 'vitest';
import { clusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { changeOfObject } from './change-of-object.ts';
import { writtenChanges } from './written-changes.ts';

const written = { change: 'c1', user: 'ann', says: 'Image of cart: 1 → 2' };
const refOf = (group: string, kind: string) => ({
  cluster: clusterId.parse('Kubernetes'),
  group,
  kind,
  namespace: 'shop',
  name: 'cart',
});
const now = epochSeconds.parse(Date.parse('2026-03-02T09:00:01Z') / 1000);
const deployment = (resourceVersion: string, image: string, password: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'cart',
    namespace: 'shop',
    uid: 'u1',
    resourceVersion,
    managedFields: [{ manager: 'weft', operation: 'Update', time: '2026-03-02T09:00:00Z' }],
  },
  spec: {
    template: { spec: { containers: [{ name: 'cart', image, env: [{ name: 'P', value: password }] }] } },
  },
});

test('it is the change that the watch tells, with who did it and what for', () => {
  const [ref, before, after] = [
    refOf('apps', 'Deployment'),
    deployment('1', 'cart:1', 'a'),
    deployment('2', 'cart:2', 'a'),
  ];
  const [change] = writtenChanges([{ ref, before, after }], written, now);
  const watched = changeOfObject({ ref, before, after, now: epochSeconds.parse(now + 1) });
  expect(change).toMatchObject({ what: 'rollout', by: 'weft', written });
  expect([change?.id, change?.at]).toEqual([watched?.id, watched?.at]);
});

test('the environment of containers and kinds that are not recorded are not told', () => {
  const ref = refOf('apps', 'Deployment');
  const done = {
    ref,
    before: deployment('1', 'cart:1', 'hunter2'),
    after: deployment('2', 'cart:2', 'hunter3'),
  };
  expect(JSON.stringify(writtenChanges([done], written, now))).not.toContain('hunter');
  const secret: KubeObject = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cart' } };
  expect(writtenChanges([{ ref: refOf('', 'Secret'), before: null, after: secret }], written, now)).toEqual(
    [],
  );
});
