import { noData } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import type { EdgeLabel } from '#lib/url/graph-codec.ts';
import type { Layer } from '#lib/url/layer-codec.ts';
import { type EdgeExtras, edgeErrorText, edgeRateText, splitText } from './edge-facts.ts';
import { measureTexts, shareText } from './measure-texts.ts';
import type { Plate } from './scene.ts';
import { highestFinding } from './severity.ts';

const isBad = (edge: GraphEdge): boolean =>
  edge.health.status === 'failing' || edge.health.status === 'degraded';

function parts(edge: GraphEdge, labels: readonly EdgeLabel[], extras: EdgeExtras): string[] {
  const errors = labels.includes('errors') && (edge.health.failed ?? 0) > 0;
  return [
    errors ? edgeErrorText(edge) : '',
    labels.includes('rate') && edgeRateText(edge) !== noData ? edgeRateText(edge) : '',
    shareText(labels, extras),
    ...measureTexts(edge, labels, extras),
  ].filter((text) => text !== '');
}

/** The layers that are on, and what those of the configuration say of an edge. */
export interface PlateLayers {
  readonly shown: readonly Layer[];
  readonly marksOf: (edge: GraphEdge['id']) => readonly LayerMark[];
}

/** What one edge carries, by the labels and layers chosen. Null when there is nothing to say. */
export function edgePlate(
  edge: GraphEdge,
  labels: readonly EdgeLabel[],
  version: string | null,
  extras: EdgeExtras,
  layers: PlateLayers,
): Plate | null {
  const lock = layers.shown.includes('mtls') ? edge.mtls.state : 'unknown';
  const split =
    layers.shown.includes('weights') && edge.split && edge.split.verdict !== 'mixture' ? edge.split : null;
  const plate: Plate = {
    text: parts(edge, labels, extras).join(' · '),
    status: edge.health.status,
    lock,
    lockShare: lock === 'partial' ? formatShare(edge.mtls.share) : null,
    split: split ? { text: splitText(split, version), deviates: split.deviates } : null,
    marks: layers.marksOf(edge.id),
    finding: layers.shown.includes('findings') ? highestFinding(edge.findings) : null,
  };
  const says =
    plate.text !== '' ||
    plate.lock !== 'unknown' ||
    plate.split !== null ||
    plate.marks.length > 0 ||
    plate.finding !== null;
  return says || isBad(edge) ? plate : null;
}
