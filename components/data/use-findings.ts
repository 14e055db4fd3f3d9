'use client';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** Every finding that the viewer may read, suppressed ones among them: the page filters them itself. */
export const useFindings = () =>
  useAnswer({
    name: 'findings',
    path: editApi.findings(),
    contract: () => contracts.findings().then((c) => c.findingsResponse),
    follows: ['traffic', 'objects'],
    large: true,
  });
