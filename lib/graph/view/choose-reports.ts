import type { AmbientTraffic } from '#lib/url/traffic-codec.ts';
import type { Endpoint } from './endpoint.ts';
import { unknown } from './endpoint.ts';
import type { Flow } from './flow.ts';
import type { Focus, ViewOptions } from './options.ts';

/** Flows of one place in the order of trust, and which of them are meant. */
interface Step {
  readonly reporter: 'source' | 'destination';
  readonly waypoint: boolean;
  readonly meant: (flow: Flow) => boolean;
}

export interface ChooseInput {
  readonly options: ViewOptions;
  readonly isAmbient: (cluster: string, namespace: string) => boolean;
  readonly isWaypoint: (end: Endpoint) => boolean;
}

/**
 * Of what several proxies say of the same traffic, one report. What comes into the chosen namespaces is told by the callee's
 * proxy, which knows its peer and counts callers without a proxy; what leaves them by the caller's, the only one to see other
 * namespaces, hosts outside and requests that never arrived; within them the callee's comes first, and an outcome that only the
 * caller saw is added. Reports are never added up.
 */
export function chooseReports(flows: readonly Flow[], input: ChooseInput): readonly Flow[] {
  const { focus } = input.options;
  const steps = focus === null ? namespaceSteps(input, 'workload') : focusSteps(focus, input);
  return dedupe(listened(flows, input.options), steps);
}

/**
 * The same for what is shown on edges beside the traffic, such as latency: what comes in is what is addressed to a service of
 * the namespaces, and one node's edges show what they show among all of them.
 */
export function chooseMeasures(flows: readonly Flow[], input: ChooseInput): readonly Flow[] {
  return dedupe(listened(flows, input.options), namespaceSteps(input, 'service'));
}

/**
 * The same where one side is asked for whatever the direction: the `reporter` of what is addressed to a service of the
 * namespaces or comes from them. ztunnel's own source reports are heard in place of a caller without a sidecar.
 */
export function chooseFrom(
  reporter: 'source' | 'destination',
  flows: readonly Flow[],
  { options }: ChooseInput,
): readonly Flow[] {
  const within = (namespace: string) => options.namespaces.size === 0 || options.namespaces.has(namespace);
  const waypoint = hearsWaypoints(options.ambientTraffic);
  const leaves = ({ source }: Flow) => within(source.namespace);
  const meant = (flow: Flow) => leaves(flow) || within(flow.target.serviceNamespace);
  const captured: Step = {
    reporter: 'source',
    waypoint: false,
    meant: (flow) => flow.ztunnel && leaves(flow),
  };
  return dedupe(listened(flows, options), [{ reporter, waypoint, meant }, captured]);
}

/** ztunnel is listened to where layer 4 of an ambient mesh is asked for. */
function listened(flows: readonly Flow[], { ambientTraffic }: ViewOptions): readonly Flow[] {
  const l4 = ambientTraffic === 'total' || ambientTraffic === 'ztunnel';
  return l4 ? flows : flows.filter((flow) => !flow.ztunnel);
}

const hearsWaypoints = (ambient: AmbientTraffic): boolean => ambient === 'total' || ambient === 'waypoint';

function namespaceSteps({ options, isAmbient }: ChooseInput, by: 'workload' | 'service'): readonly Step[] {
  const { namespaces, ambientTraffic } = options;
  const within = (namespace: string) => namespaces.size === 0 || namespaces.has(namespace);
  const waypoint = hearsWaypoints(ambientTraffic);
  const arrivesAt = ({ target }: Flow) => (by === 'workload' ? target.namespace : target.serviceNamespace);
  const fromOutside = (flow: Flow) => !within(flow.source.namespace);
  return [
    {
      reporter: 'source',
      waypoint,
      meant: (flow) =>
        fromOutside(flow) && reachedNobody(flow) && [...namespaces].some((ns) => isHostIn(flow.host, ns)),
    },
    {
      // A gateway's requests into an ambient namespace have no proxy behind them that would report them.
      reporter: 'source',
      waypoint: false,
      meant: (flow) =>
        flow.protocol !== 'tcp' &&
        fromOutside(flow) &&
        within(arrivesAt(flow)) &&
        isAmbient(flow.target.cluster, arrivesAt(flow)),
    },
    { reporter: 'destination', waypoint, meant: (flow) => within(arrivesAt(flow)) },
    { reporter: 'source', waypoint, meant: (flow) => within(flow.source.namespace) },
  ];
}

/** Requests that never reached a workload. */
const reachedNobody = ({ target }: Flow): boolean =>
  target.namespace === unknown && target.workload === unknown;

/** Whether a host is one of a namespace's, by its second part: `reviews.shop.svc…`. */
const isHostIn = (host: string, namespace: string): boolean => {
  const at = host.indexOf(`.${namespace}.`);
  return at > 0 && at + namespace.length + 2 < host.length;
};

function focusSteps(focus: Focus, input: ChooseInput): readonly Step[] {
  const waypoint = hearsWaypoints(input.options.ambientTraffic);
  const { namespace, cluster } = focus;
  const isHere = (end: Endpoint) => cluster === null || end.cluster === cluster;
  if (focus.kind === 'operation') {
    const meant = ({ labels, target }: Flow) =>
      target.serviceNamespace === namespace &&
      labels[focus.label] === focus.value &&
      (focus.service === null || labels.destination_service_name === focus.service);
    return [{ reporter: 'destination', waypoint, meant }];
  }
  if (focus.kind === 'service') {
    const named = ({ host, target }: Flow) =>
      isHere(target) && host.startsWith(`${focus.service}.${namespace}.`);
    return [
      {
        reporter: 'source',
        waypoint,
        meant: (flow) => flow.protocol !== 'tcp' && flow.target.workload === unknown && named(flow),
      },
      {
        reporter: 'destination',
        waypoint,
        meant: (flow) => flow.target.serviceNamespace === namespace && named(flow),
      },
    ];
  }
  return workloadSteps(focus, input, isHere);
}

function workloadSteps(
  focus: Extract<Focus, { kind: 'workload' | 'app' }>,
  { options, isAmbient, isWaypoint }: ChooseInput,
  isHere: (end: Endpoint) => boolean,
): readonly Step[] {
  const { namespace } = focus;
  const waypoint = hearsWaypoints(options.ambientTraffic);
  const isIt = (end: Endpoint) =>
    focus.kind === 'workload'
      ? end.workload === focus.workload
      : end.app === focus.app && (focus.version === null || end.version === focus.version);
  const enters = ({ target }: Flow) =>
    isHere(target) &&
    isIt(target) &&
    (focus.kind === 'workload' ? target.namespace : target.serviceNamespace) === namespace;
  const leaves = ({ source }: Flow) => isHere(source) && isIt(source) && source.namespace === namespace;
  const isTcp = ({ protocol }: Flow) => protocol === 'tcp';
  // A waypoint reports neither end of its own connections: ztunnel does, at the far side of each.
  const across = (flow: Flow, end: Endpoint) => isTcp(flow) && isWaypoint(end);
  // What passes a waypoint as bytes ends and begins there: of the workloads behind it sidecars and ztunnel tell.
  const own = (flow: Flow) => !(isTcp(flow) && flow.reporter === 'waypoint');
  return [
    {
      reporter: 'destination',
      waypoint,
      meant: (flow) => enters(flow) && own(flow) && !across(flow, flow.target),
    },
    {
      reporter: 'source',
      waypoint: false,
      meant: (flow) =>
        enters(flow) &&
        (across(flow, flow.target) || (!isTcp(flow) && isAmbient(flow.target.cluster, namespace))),
    },
    {
      reporter: 'source',
      waypoint,
      meant: (flow) => leaves(flow) && own(flow) && !across(flow, flow.source),
    },
    { reporter: 'destination', waypoint: false, meant: (flow) => leaves(flow) && across(flow, flow.source) },
  ];
}

/**
 * Of each traffic the first report: by step, within a step the sidecar's before the waypoint's and the ztunnel's. Rows of one
 * report that differ in what the key leaves out (a gRPC status beside an HTTP error) are all of it.
 */
function dedupe(flows: readonly Flow[], steps: readonly Step[]): readonly Flow[] {
  const reports = steps.flatMap((step) => [
    ofReporter(flows, step, step.reporter, false),
    ...(step.waypoint ? [ofReporter(flows, step, 'waypoint', false)] : []),
    ofReporter(flows, step, step.reporter, true),
    ...(step.waypoint ? [ofReporter(flows, step, 'waypoint', true)] : []),
  ]);
  const told = new Set<string>();
  return reports.flatMap((report) => {
    const news = report.filter((flow) => !told.has(flow.key));
    for (const { key } of news) told.add(key);
    return news;
  });
}

const ofReporter = (
  flows: readonly Flow[],
  { meant }: Step,
  reporter: Flow['reporter'],
  ztunnel: boolean,
): readonly Flow[] =>
  flows.filter((flow) => flow.reporter === reporter && flow.ztunnel === ztunnel && meant(flow));
