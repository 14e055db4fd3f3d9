import type { Seconds } from '#lib/core/units.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { addFlow } from './add-flows.ts';
import { isAmbientNamespace } from './backing.ts';
import { boxNodes } from './boxes.ts';
import { type ChooseInput, chooseFrom, chooseMeasures, chooseReports } from './choose-reports.ts';
import { markConfig } from './config-badges.ts';
import { addLatency, addSecurity, addThroughput } from './edge-measures.ts';
import { type Flow, type FlowSample, readFlow } from './flow.ts';
import { markMembership, markOutside, markRoots, markWorkloadEntries } from './membership.ts';
import { addLabels } from './node-labels.ts';
import { addOperations, enterOperation } from './operations.ts';
import type { BoxBy, ViewOptions } from './options.ts';
import { addIdleNodes, dropDeadNodes } from './quiet-nodes.ts';
import { reduceToServices } from './reduce-to-services.ts';
import { mergeServiceEntries } from './service-entries.ts';
import type { ViewBox, ViewEdge, ViewGraph, ViewNode } from './view-graph.ts';
import { addHealth } from './view-health.ts';
import type { WayOptions } from './way.ts';
import { wayOptionsOf } from './way-options.ts';
import { foldWaypoints, hideWaypoints } from './waypoints.ts';

export interface ViewInput {
  readonly samples: readonly FlowSample[];
  readonly snapshot: MeshSnapshot;
  readonly window: Seconds;
  readonly options: ViewOptions;
}

/** A view of the mesh: what some namespaces, or one node, have to do with each other, at one grain. */
export interface View {
  readonly nodes: readonly ViewNode[];
  readonly edges: readonly ViewEdge[];
  readonly boxes: readonly ViewBox[];
  /** The box of each node that is in one. */
  readonly parents: ReadonlyMap<string, string>;
}

interface Building {
  readonly graph: ViewGraph;
  readonly choose: ChooseInput;
  readonly add: WayOptions;
  readonly flowsOf: (...measures: readonly FlowSample['measure'][]) => readonly Flow[];
}

/** Builds a view: the traffic first, then one concern after the other, each on what the ones before left. */
export function buildView(input: ViewInput): View {
  const { snapshot, options, window } = input;
  const building = begin(input);
  const { graph } = building;
  addRequests(building, input);
  if (options.serviceEntries) mergeServiceEntries(graph, snapshot, options);
  if (options.deadNodes) dropDeadNodes(graph, snapshot, options);
  if (options.workloadEntries) markWorkloadEntries(graph, snapshot, options);
  addMeasures(building, input);
  if (options.idleNodes && options.focus === null) addIdleNodes(graph, snapshot, options);
  if (options.membership) markMembership(graph, snapshot, options);
  markOutside(graph, options);
  if (options.configBadges) markConfig(graph, snapshot);
  if (options.waypoints === 'hidden') hideWaypoints(graph);
  if (options.waypoints === 'shown') foldWaypoints(graph);
  if (options.health !== null) addHealth(graph, { snapshot, window, health: options.health });
  if (options.labels) addLabels(graph, snapshot);
  markRoots(graph);
  if (options.graphType === 'service' && options.focus === null) reduceToServices(graph);
  const boxed = boxNodes(graph.nodes.values(), boxKinds(options));
  return { nodes: [...graph.nodes.values()], edges: [...graph.edges.values()], ...boxed };
}

function begin({ samples, snapshot, options }: ViewInput): Building {
  const { operations } = options;
  const add = wayOptionsOf(options, snapshot);
  const label = operations ?? (options.focus?.kind === 'operation' ? options.focus.label : null);
  const read = { operations: label, soleCluster: options.soleCluster, means: add.means };
  const flows = Map.groupBy(
    samples.flatMap((sample) => readFlow(sample, read) ?? []),
    (flow) => flow.measure,
  );
  return {
    graph: { nodes: new Map(), edges: new Map() },
    choose: {
      options,
      isWaypoint: add.isWaypoint,
      isAmbient: (...at) => isAmbientNamespace(snapshot, ...at),
    },
    add,
    flowsOf: (...measures) => measures.flatMap((measure) => flows.get(measure) ?? []),
  };
}

function isCounted({ measure, protocol }: Flow, { rates }: ViewOptions): boolean {
  if (measure === 'requests' || measure === 'operations')
    return protocol !== 'tcp' && rates[protocol] === 'requests';
  const wanted = measure.startsWith('messages') ? rates.grpc : rates.tcp;
  return wanted === 'total' || measure.endsWith(`-${wanted}`);
}

/** Of calls that are counted by their messages, the messages tell how they were secured. */
const tells = ({ measure, protocol }: Flow, { rates }: ViewOptions): boolean =>
  measure !== 'security' || protocol !== 'grpc' || rates.grpc === 'requests';

function addRequests({ graph, choose, add, flowsOf }: Building, { options }: ViewInput): void {
  if (options.focus?.kind === 'operation') {
    const flows = chooseReports(flowsOf('operations'), choose);
    for (const flow of flows) if (isCounted(flow, options)) addFlow(graph, flow, add);
    enterOperation(graph, options.focus);
    return;
  }
  const measures = ['requests', 'messages-sent', 'messages-received', 'tcp-sent', 'tcp-received'] as const;
  for (const flow of chooseReports(flowsOf(...measures), choose)) {
    if (isCounted(flow, options)) addFlow(graph, flow, add);
  }
}

function addMeasures({ graph, choose, add, flowsOf }: Building, { options }: ViewInput): void {
  const timed = flowsOf('latency').filter(
    ({ protocol }) => protocol !== 'tcp' && options.rates[protocol] === 'requests',
  );
  addLatency(graph, chooseMeasures(timed, choose), chooseReports(flowsOf('requests'), choose), add);
  if (options.security) {
    const secured = flowsOf('security', 'security-messages', 'security-tcp').filter((flow) =>
      tells(flow, options),
    );
    addSecurity(graph, chooseFrom('destination', secured, choose), add);
  }
  const side = options.throughput === 'request' ? 'source' : 'destination';
  addThroughput(graph, chooseFrom(side, flowsOf('throughput'), choose), add);
  if (options.operations === null || options.graphType === 'service' || options.focus !== null) return;
  const flows = chooseFrom('destination', flowsOf('operations'), choose);
  addOperations(
    graph,
    flows.filter((flow) => isCounted(flow, options)),
    options.operations,
    add,
  );
}

/** Where nodes are applications, those of one application are always in a box. */
function boxKinds({ graphType, boxBy }: ViewOptions): ReadonlySet<BoxBy> {
  const byApp = graphType === 'app' || graphType === 'versionedApp';
  return new Set([...boxBy, ...(byApp ? (['app'] as const) : [])]);
}
