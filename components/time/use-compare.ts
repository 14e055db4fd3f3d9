'use client';
import { contracts } from '#components/data/contracts.ts';
import type { Loadable } from '#components/data/loadable.ts';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useAnswer } from '#components/data/use-answer.ts';
import { useGraphAsked } from '#components/data/use-graph-asked.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import type { CompareResponse } from '#lib/api/graph-contract.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { useVersus } from './time-params.ts';

/** A comparison with the present is made anew this often. */
const liveEvery = 15_000;

/** What is not the same at the moment looked at and the one it is compared with; null while nothing is compared. */
export function useCompare(): Loadable<CompareResponse> | null {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const [services] = useServicesShown();
  const [asked] = useGraphAsked();
  const [versus] = useVersus();
  const moving = selection.at === null || versus === 'now';
  const answer = useAnswer({
    name: 'compare',
    path: versus === null ? '' : apiPaths.compare(selection, versus, namespaces, services, asked),
    contract: () => contracts.graph().then((c) => c.compareResponse),
    follows: [],
    frozen: !moving,
    wanted: versus !== null,
    every: moving ? liveEvery : false,
    kept: true,
    large: true,
  });
  return versus === null ? null : answer;
}
