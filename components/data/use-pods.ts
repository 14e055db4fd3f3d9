'use client';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** The pods behind a node as they are now. */
export const usePods = (node: NodeId, t: TimeSelection) =>
  useAnswer({
    name: 'pods',
    path: oncallApi.pods(node, t, useShownGraph()),
    contract: () => contracts.pods().then((c) => c.podsResponse),
    follows: ['objects'],
    kept: true,
  });
