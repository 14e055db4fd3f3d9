import { GlyphMark } from '../glyph-mark.tsx';
import { frameMark, type LegendGroup } from './legend-mark.tsx';

/** Boxes round nodes, open and closed. */
export const boxEntries: LegendGroup = {
  title: 'Boxes',
  entries: [
    {
      mark: frameMark('border border-line bg-surface'),
      text: 'Namespace: requests per second that arrive at its nodes, and its worst status',
    },
    { mark: <GlyphMark name="cluster" />, text: 'Cluster' },
    { mark: <GlyphMark name="app" />, text: 'Application with several versions' },
    { mark: <GlyphMark name="namespace" />, text: 'Closed namespace and how many nodes it has' },
    {
      mark: frameMark('border-4 border-double border-line-strong'),
      text: 'One node for a closed box; double-click opens and closes',
    },
  ],
};
