import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { shareTexts } from './share-texts.ts';

const pod = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: 'reviews' }, ownerReferences: [] },
  spec: { containers: [{ name: 'reviews', ports: [{ containerPort: 9080 }], image: null }] },
});

test('every text of an object passes the interner, and nothing else of it changes', () => {
  const seen: string[] = [];
  const object = pod('reviews-v1-abc');
  expect(
    shareTexts(object, (text) => {
      seen.push(text);
      return text;
    }),
  ).toBe(object);
  expect(object).toEqual(pod('reviews-v1-abc'));
  expect(seen).toEqual(['v1', 'Pod', 'reviews-v1-abc', 'reviews', 'reviews']);
});
