import type { BoxKind, EdgeMode, RankBy } from '#lib/url/drawing-codec.ts';
import type { EdgeLabel, EdgeSort } from '#lib/url/graph-codec.ts';
import type { Layer } from '#lib/url/layer-codec.ts';

/** What the link says of the graph page, beside time, namespaces and selection. */
export interface GraphViewState {
  readonly labels: readonly EdgeLabel[];
  /** The layers that are on; null where the link does not say. */
  readonly layers: readonly Layer[] | null;
  /** What boxes are drawn round. */
  readonly boxes: readonly BoxKind[];
  readonly edges: EdgeMode;
  /** The ranking whose numbers stand on nodes. */
  readonly rank: RankBy | null;
  /** Dots move along the edges. */
  readonly animate: boolean;
  readonly expanded: readonly string[];
  readonly collapsed: readonly string[];
  readonly list: boolean;
  readonly sort: EdgeSort;
  /** Expressions of `lib/graph/find`; empty for none. */
  readonly find: string;
  readonly hide: string;
}

export type SetGraphView = (change: Partial<GraphViewState>) => void;
