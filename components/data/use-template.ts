'use client';
import { useQuery } from '@tanstack/react-query';
import type { TemplateResponse } from '#lib/api/tuning-contract.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

/** What a new object of a kind starts as; it does not change while one writes. */
export function useTemplate(kind: string, namespace: string) {
  const path = apiPaths.template(kind, namespace);
  return toLoadable(
    useQuery({
      queryKey: ['template', 'frozen', path],
      queryFn: ({ signal }) =>
        fetchApi<TemplateResponse>(
          path,
          contracts.tuning().then((c) => c.templateResponse),
          signal,
        ),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      retry: false,
    }),
  );
}
