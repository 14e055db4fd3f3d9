'use client';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import { layerNames } from './layer-names.ts';

const tones = { quiet: 'text-muted', warn: 'text-warn', fail: 'text-fail' } as const;

/** What the layers that are on say of the edge under the pointer. */
export function HoverLayers({ marks }: { marks: readonly LayerMark[] }) {
  return marks.map(({ layer, text, tone }) => (
    <div key={layer} className={tones[tone]}>
      {layerNames[layer]}: {text}
    </div>
  ));
}
