import { plural } from '#lib/format/ellipsis.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { edgeErrorText } from './scene/edge-facts.ts';
import { byUrgency } from './scene/severity.ts';
import { labelOf } from './tell.ts';

/** So many are named, the worst first; the others are counted. */
const named = 2;

const isFailing = ({ health }: GraphEdge): boolean => health.status === 'failing';
/** No traffic is no recovery. */
const goesWell = ({ health }: GraphEdge): boolean =>
  health.status === 'healthy' || health.status === 'degraded';

function sentence(edges: readonly GraphEdge[], graph: TrafficGraph, says: (one: boolean) => string): string {
  if (edges.length === 0) return '';
  const names = edges.slice(0, named).map((edge) => {
    const ends = `${labelOf(graph, edge.source)} to ${labelOf(graph, edge.target)}`;
    return isFailing(edge) ? `${ends}, ${edgeErrorText(edge)} errors` : ends;
  });
  const more = edges.length > named ? `; and ${edges.length - named} more` : '';
  return `${plural(edges.length, 'edge')} ${says(edges.length === 1)}: ${names.join('; ')}${more}.`;
}

/**
 * What a refresh changed, as it is read aloud: which edges began to fail and which fail no more. One text a refresh, however
 * many they are; empty where nothing did.
 */
export function tellChanges(before: TrafficGraph, after: TrafficGraph): string {
  const failed = new Set(before.edges.filter(isFailing).map(({ id }) => id));
  const begun = after.edges.filter((edge) => isFailing(edge) && !failed.has(edge.id)).sort(byUrgency);
  const ended = after.edges.filter((edge) => goesWell(edge) && failed.has(edge.id)).sort(byUrgency);
  return [
    sentence(begun, after, () => 'began to fail'),
    sentence(ended, after, (one) => (one ? 'no longer fails' : 'no longer fail')),
  ]
    .filter((text) => text !== '')
    .join(' ');
}
