import type { FindingLevel } from '#lib/core/finding.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import type { GraphNode, HealthStatus, Mtls, NodeMark, Protocol } from '#lib/graph/model.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import type { SceneChange } from './change.ts';

/** What the canvas draws, and nothing more: no number is worked out there. Ids are stable across refreshes. */
export interface Scene {
  readonly boxes: readonly SceneBox[];
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** What is worth drawing, drawn or not: where nodes lie follows from it, whichever edges are drawn. */
  readonly links: readonly SceneLink[];
  /** How many lines all edges make, see `line-budget.ts`. */
  readonly lines: number;
  /** Two moments are compared: what is the same steps back. */
  readonly compared: boolean;
}

export type SceneLink = Pick<SceneEdge, 'id' | 'source' | 'target'>;

export const emptyScene: Scene = { boxes: [], nodes: [], edges: [], links: [], lines: 0, compared: false };

/** A cluster, a namespace or an application with nodes of its own on the canvas. */
export interface SceneBox {
  readonly id: string;
  readonly by: BoxKind;
  readonly title: string;
  readonly detail: string;
  readonly status: HealthStatus;
}

export interface SceneNode {
  readonly id: string;
  /** The boxes round it, each within the one before it. */
  readonly boxes: readonly string[];
  /** Of a box whose nodes are drawn as one: what the box goes round. `app` is also a node of a graph of applications. */
  readonly kind: GraphNode['kind'] | BoxKind;
  readonly gateway: boolean;
  readonly title: string;
  /** The whole name, for hover and reading aloud. */
  readonly name: string;
  /** Version, or how many nodes stand behind this one. */
  readonly chip: string | null;
  readonly status: HealthStatus;
  readonly finding: FindingLevel | null;
  /** None on what stands for several. */
  readonly marks: readonly NodeMark[];
  /** Its rank among all nodes, 1 is best; null where none is shown. */
  readonly rank: number | null;
  readonly presence: Presence;
  /** How it differs from the other moment; null where it does not, or nothing is compared. */
  readonly change: SceneChange | null;
  readonly width: number;
  readonly height: number;
  /** The node of the graph, null where it stands for several. */
  readonly node: NodeId | null;
  /** The nodes that a closed box stands for; empty for a node that stands for itself. */
  readonly members: readonly NodeId[];
}

/**
 * `ghost`: no longer reported, kept for a while; `fresh`: first reported a moment ago; `absent`: only the other moment of a
 * comparison has it.
 */
export type Presence = 'here' | 'fresh' | 'ghost' | 'absent';

/** Whether an element is drawn although it is not there. */
export const isAway = ({ presence }: { readonly presence: Presence }): boolean =>
  presence === 'ghost' || presence === 'absent';

export interface SceneEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly status: HealthStatus;
  readonly protocol: Protocol;
  /** Requests per second over the line; null where none is known. How wide the line is follows from it. */
  readonly rate: number | null;
  /** Another edge joins the same two nodes: the line bends so that both are seen. */
  readonly bent: boolean;
  readonly presence: Presence;
  readonly change: SceneChange | null;
  /** Made when it is first asked for: far away plates are not drawn, and a graph has thousands. */
  readonly plate: Plate | null;
  /** Made when it is first asked for, by what moves; null where nothing is known to. */
  readonly flow: EdgeFlow | null;
  /** The edges of the graph that this line stands for. */
  readonly members: readonly EdgeId[];
}

/** How much moves along an edge. */
export interface EdgeFlow {
  /** Requests or messages per second; of connections kB per second, both ways. */
  readonly rate: number;
  /** The part that failed, 0 to 1; null where it is not known. */
  readonly failedShare: number | null;
}

/** What an edge carries at its middle. */
export interface Plate {
  readonly text: string;
  readonly status: HealthStatus;
  readonly lock: Mtls['state'];
  readonly lockShare: string | null;
  /** Declared beside observed share: `v2 10 → 9.6 %`. */
  readonly split: { readonly text: string; readonly deviates: boolean } | null;
  /** Of the layers that are on. */
  readonly marks: readonly LayerMark[];
  readonly finding: FindingLevel | null;
  /** The text tells of a comparison, and the plate bears its mark. */
  readonly change?: SceneChange['mark'];
}
