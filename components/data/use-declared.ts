'use client';
import type { DeclaredResponse } from '#lib/api/graph-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import type { Loadable } from './loadable.ts';
import { useAnswer } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** What the configuration declares for the graph on the page. Asked only while it is `wanted`; null where it is not. */
export function useDeclared(t: TimeSelection, wanted: boolean): Loadable<DeclaredResponse> | null {
  const answer = useAnswer({
    name: 'declared',
    path: apiPaths.declared(t, useShownGraph()),
    contract: () => contracts.graph().then((c) => c.declaredResponse),
    follows: ['traffic', 'objects'],
    frozen: t.at !== null,
    wanted,
    kept: true,
    large: true,
  });
  return wanted ? answer : null;
}
