import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { AskedGraph, ShownGraph } from './asked-graph.ts';
import type { Selection } from './graph-codec.ts';
import { chosenTraffic } from './traffic-codec.ts';

/** Namespaces and time as the link of a page has them. */
export interface KeptParams {
  readonly ns?: string;
  readonly window?: string;
  readonly at?: string;
}

export type Params = Record<string, string | number | null | undefined>;

/** A path with those of its parameters that say something. */
export function withParams(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const time = (t: TimeSelection): Params => ({ window: t.window, at: t.at });

export const objectParams = (ref: ObjectRef): Params => ({
  cluster: ref.cluster,
  group: ref.group,
  kind: ref.kind,
  namespace: ref.namespace,
  name: ref.name,
});

/** What a view of the graph is asked for by; nothing for the graph of the mesh. */
export const asView = ({ graph, idle, operations, waypoints, ...traffic }: AskedGraph): Params =>
  graph === 'mesh'
    ? {}
    : {
        graph,
        idle: idle ? 1 : null,
        operations: operations ? 1 : null,
        waypoints: waypoints ? 1 : null,
        ...chosenTraffic(traffic),
      };

export const graphParams = (t: TimeSelection, { asked, namespaces, services }: ShownGraph): Params => ({
  ...time(t),
  namespaces: namespaces.join(','),
  services: services ? 1 : null,
  ...asView(asked),
});

/** Where a node or an edge is looked for: in the view that it is shown in. The graph of the mesh is one, whatever is shown of it. */
export const inView = (shown: ShownGraph | null): Params =>
  shown === null || shown.asked.graph === 'mesh'
    ? {}
    : {
        namespaces: shown.namespaces.join(','),
        services: shown.services ? 1 : null,
        ...asView(shown.asked),
      };

/** An element of the graph, at the time and in the view in which it was selected. */
export const ofElement = (
  { kind, id }: Selection,
  kept: KeptParams,
  { asked, services }: ShownGraph,
): Params => ({
  [kind]: id,
  ...kept,
  ...(asked.graph === 'mesh' ? {} : { services: services ? 1 : null, ...asView(asked) }),
});

/** A request that is simulated, as links have it. */
export interface SimulateParams {
  readonly from: string;
  readonly host: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: string;
  readonly authority?: string;
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
}
