import {
  type ComponentFactory,
  DefaultEdge,
  DefaultNode,
  type Edge,
  EdgeTerminalType,
  GraphComponent,
  type Model,
  ModelKind,
  type Node,
  NodeShape,
  NodeStatus,
  observer,
  ScaleDetailsLevel,
  useDetailsLevel,
  Visualization,
  VisualizationProvider,
  VisualizationSurface,
  withPanZoom,
  withSelection,
} from '@patternfly/react-topology';
import { createRoot } from 'react-dom/client';

/** What `bench/browser/topology.ts` sends. */
interface Drawing {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly status: string;
    readonly width: number;
    /** Of its middle. */
    readonly x: number;
    readonly y: number;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly source: string;
    readonly target: string;
    readonly label: string;
    readonly status: string;
  }[];
}

const height = 32;
const statuses: Readonly<Record<string, NodeStatus>> = {
  healthy: NodeStatus.success,
  degraded: NodeStatus.warning,
  failing: NodeStatus.danger,
};

/** Words only where they can be read, as Kiali has it. */
const PlainNode = observer(({ element, ...rest }: { readonly element: Node }) => {
  const near = useDetailsLevel() === ScaleDetailsLevel.high;
  return <DefaultNode element={element} {...rest} {...element.getData()} showLabel={near} />;
});

const LabelledEdge = observer(({ element, ...rest }: { readonly element: Edge }) => {
  const near = useDetailsLevel() === ScaleDetailsLevel.high;
  const { tag, ...data } = element.getData();
  return <DefaultEdge element={element} {...rest} {...data} tag={near ? tag : undefined} />;
});

// The library's own types want any here, which its components accept: each gets the element of its kind.
const components: ComponentFactory = (kind) => {
  switch (kind) {
    case ModelKind.graph:
      return withPanZoom()(GraphComponent);
    case ModelKind.node:
      return withSelection()(PlainNode);
    case ModelKind.edge:
      return withSelection()(LabelledEdge);
  }
};

const modelOf = ({ nodes, edges }: Drawing): Model => ({
  graph: { id: 'graph', type: 'graph', scaleExtent: [0.04, 2.5] },
  nodes: nodes.map(({ id, label, status, width, x, y }) => ({
    ...{ id, type: 'node', label, width, height, x: x - width / 2, y: y - height / 2 },
    shape: NodeShape.rect,
    data: { showStatusBackground: status === 'failing', nodeStatus: statuses[status] },
  })),
  edges: edges.map(({ id, source, target, label, status }) => ({
    ...{ id, type: 'edge', source, target },
    data: { tag: label, tagStatus: statuses[status], endTerminalType: EdgeTerminalType.directional },
  })),
});

const read = async (name: string): Promise<Drawing> => (await fetch(name)).json();

const controller = new Visualization();
controller.registerComponentFactory(components);

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Shows what the server has under `name`, as an application does with each answer of its own, until that is drawn. */
async function show(name: string): Promise<void> {
  controller.fromModel(modelOf(await read(name)));
  await frame();
  await frame();
}

const host = document.getElementById('host');
if (host) {
  await show('first.json');
  createRoot(host).render(
    <VisualizationProvider controller={controller}>
      <VisualizationSurface />
    </VisualizationProvider>,
  );
}

Reflect.set(globalThis, 'topology', { show, fit: () => controller.getGraph().fit(48) });
