'use client';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What a new object of a kind starts as; it does not change while one writes. */
export const useTemplate = (kind: string, namespace: string) =>
  useAnswer({
    name: 'template',
    path: apiPaths.template(kind, namespace),
    contract: () => contracts.tuning().then((c) => c.templateResponse),
    frozen: true,
    once: true,
  });
