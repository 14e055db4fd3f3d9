'use client';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What a new object of a kind starts as; it does not change while one writes. */
export const useTemplate = (kind: string, namespace: string) =>
  useAnswer({
    name: 'template',
    path: editApi.template(kind, namespace),
    contract: () => contracts.tuning().then((c) => c.templateResponse),
    follows: [],
    frozen: true,
    once: true,
  });
