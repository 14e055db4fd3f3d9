'use client';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** Every object of the mesh's configuration that the viewer may read: the page filters them itself. */
export const useObjects = () =>
  useAnswer({
    name: 'objects',
    path: editApi.objects(),
    contract: () => contracts.object().then((c) => c.objectsResponse),
    follows: ['objects'],
    large: true,
  });
