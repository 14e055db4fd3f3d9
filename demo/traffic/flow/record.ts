import type { PodNode } from '#demo/traffic/config/workloads.ts';
import { mostBuckets } from '#demo/traffic/emit/buckets.ts';
import { drawValues } from '#demo/traffic/emit/draw-values.ts';
import { observe, observeSize } from '#demo/traffic/emit/histogram.ts';
import { destinationSeen, type Ends, knownPeer, tunnelPeer, unknownPeer } from '#demo/traffic/emit/labels.ts';
import type { MessageSeries, PodMetrics, RequestSeries, TcpSeries } from '#demo/traffic/emit/pod-metrics.ts';
import { rbacFamily } from '#demo/traffic/emit/rbac.ts';
import type { LiveSeries } from '#demo/traffic/metrics.ts';
import type { Random } from '#demo/traffic/random.ts';
import { drawn } from './arithmetic.ts';
import type { FlowIo, StreamEnd } from './io.ts';
import { type Outcome, proxyAnswer } from './outcome.ts';
import { healthOf, type OutlierState } from './outlier.ts';
import type { LinkRuntime, Owner, ProgramRuntime } from './runtime.ts';
import { localTiming, type Timing } from './timing.ts';

/** Series of one caller pod on one way, found once and kept. Keys are outcome ids. */
interface Cell {
  readonly source: Map<number, Recorded>;
  readonly destination: Map<number, Recorded>;
  readonly sourceTcp: Map<string, TcpSeries>;
  readonly destinationTcp: Map<string, TcpSeries>;
  readonly verdicts: (LiveSeries | undefined)[];
}

interface Recorded {
  readonly series: RequestSeries;
  readonly messages: MessageSeries | null;
}

/** Told of everything that is recorded: the access log. `pod` is whose proxy tells. */
export interface Observer {
  request(
    side: 'source' | 'destination',
    owner: Owner,
    caller: PodNode,
    pod: PodNode,
    outcome: Outcome,
    n: number,
    timing: Timing,
  ): void;
  stream(
    side: 'source' | 'destination',
    owner: Owner,
    caller: PodNode,
    pod: PodNode,
    flags: string,
    closed: number,
  ): void;
}

export interface RecorderOptions {
  readonly random: Random;
  readonly outliers: OutlierState;
  readonly metricsOf: (pod: PodNode) => PodMetrics;
  readonly observer: Observer;
}

/** Turns what is drawn into series: the sink of a real step. */
export class Recorder implements FlowIo {
  readonly arithmetic;
  readonly outliers: OutlierState;
  readonly expecting = false;
  overflowing = false;
  nowMs = 0;
  stepMs = 0;
  /** The ztunnel of a pod's node. */
  ztunnelOf: (pod: PodNode) => PodNode | null = () => null;
  private readonly random: Random;
  private readonly metricsOf: (pod: PodNode) => PodMetrics;
  private readonly observer: Observer;
  private readonly counts = new Int32Array(mostBuckets);

  constructor({ random, outliers, metricsOf, observer }: RecorderOptions) {
    this.arithmetic = drawn(random);
    this.random = random;
    this.outliers = outliers;
    this.metricsOf = metricsOf;
    this.observer = observer;
  }

  source(owner: Owner, pod: number, outcome: Outcome, n: number, timing: Timing): void {
    const caller = owner.call.caller.node.pods[pod];
    const teller = owner.waypoint ?? (caller?.meshed === true ? caller : null);
    if (caller === undefined || teller === null) return;
    const { source } = cellOf(owner, pod);
    let known = source.get(outcome.id);
    if (known === undefined) {
      known = this.recorded(
        this.metricsOf(teller),
        owner.waypoint === null
          ? sourceEnds(owner, caller, answeredBy(outcome))
          : waypointEnds(owner, caller),
        owner,
        outcome,
        owner.waypoint !== null,
      );
      source.set(outcome.id, known);
    }
    this.count(known, owner, outcome, n, timing);
    this.observer.request('source', owner, caller, teller, outcome, n, timing);
    if (owner.waypoint !== null) this.throughWaypoint(owner, owner.waypoint, caller, pod, n);
  }

  destination(link: LinkRuntime, pod: number, outcome: Outcome, n: number, timing: Timing): void {
    const caller = link.call.caller.node.pods[pod];
    const callee = link.link.pod;
    if (caller === undefined || callee === null) return;
    const { destination } = cellOf(link, pod);
    let known = destination.get(outcome.id);
    if (known === undefined) {
      const ends = destinationEnds(link, caller, callee, false);
      known = this.recorded(this.metricsOf(callee), ends, link, outcome, link.link.mutualTls);
      destination.set(outcome.id, known);
    }
    this.count(known, link, outcome, n, timing);
    this.observer.request('destination', link, caller, callee, outcome, n, timing);
  }

  judged(link: LinkRuntime, allowed: boolean, n: number): void {
    const callee = link.link.pod;
    if (callee === null) return;
    const { verdicts } = cellOf(link, 0);
    const at = allowed ? 1 : 0;
    let series = verdicts[at];
    if (series === undefined) {
      const family = rbacFamily(link.link.endpoint.port);
      const own = { authz_enforce_result: allowed ? 'allowed' : 'denied' };
      series = this.metricsOf(callee).single(family, own);
      verdicts[at] = series;
    }
    series.value += n;
  }

  arrive({ call, forward, workload, link }: LinkRuntime, n: number): void {
    const at = link.pod?.index;
    if (workload === null || at === undefined) return;
    const inOrder = workload.rank > call.caller.rank;
    if (forward !== null) {
      // Gateways that pass requests to each other would do so for ever: half of what runs in a circle is given up.
      forward.arrived[at] = (forward.arrived[at] ?? 0) + (inOrder ? n : this.arithmetic.split(n, 0.5));
      return;
    }
    const inbox = inOrder ? workload.served : workload.late;
    inbox[at] = (inbox[at] ?? 0) + n;
  }

  errors(target: Parameters<FlowIo['errors']>[0], link: LinkRuntime, pod: number, n: number, failed: number) {
    const { outlier } = target.target;
    if (outlier === null || n <= 0) return;
    const health = healthOf(this.outliers, target, pod);
    health?.report(link.link.endpoint.address, target.links, outlier, n, failed, this.nowMs);
  }

  stream(owner: Owner, link: LinkRuntime | null, pod: number, ops: number, end: StreamEnd): void {
    const caller = owner.call.caller.node.pods[pod];
    if (caller === undefined) return;
    const flags = end.kind === 'refused' ? end.flags : '-';
    const came = end.kind === 'open' || end.arrived;
    const callee = link?.link.reported && came ? link.link.pod : null;
    const cell = cellOf(owner, pod);
    const series: TcpSeries[] = [];
    if (caller.meshed) series.push(this.tcpAt(cell.sourceTcp, 'source', owner, link, caller, caller, flags));
    if (callee !== null && link !== null) {
      series.push(this.tcpAt(cell.destinationTcp, 'destination', owner, link, caller, callee, '-'));
    }
    series.push(...this.tunnels(cell, owner, link, caller, end));
    const { opened, closed } = this.connections(series[0]?.open ?? 0, ops, end);
    const bytes = (size: number) => Math.round(ops * size * (0.95 + 0.1 * this.random.uniform()));
    const received = bytes(owner.call.call.requestBytes);
    const sent = end.kind === 'open' ? bytes(link?.upstream?.responseBytes ?? 0) : 0;
    for (const tcp of series) {
      tcp.opened.value += opened;
      tcp.closed.value += closed;
      tcp.open += opened - closed;
      tcp.received.value += received;
      tcp.sent.value += sent;
    }
    if (caller.meshed) this.observer.stream('source', owner, caller, caller, flags, closed);
    if (callee !== null) this.observer.stream('destination', owner, caller, callee, '-', closed);
  }

  /** What the ztunnels of both ends tell of connections, as far as the ends are in ambient. */
  private tunnels(
    { sourceTcp, destinationTcp }: Cell,
    owner: Owner,
    link: LinkRuntime | null,
    caller: PodNode,
    end: StreamEnd,
  ): TcpSeries[] {
    const callee = link?.link.pod ?? null;
    const flags = end.kind === 'refused' ? end : { flags: '-', there: '-', arrived: true };
    const ends = (reporter: Ends['reporter']): Ends => ({
      reporter,
      source: tunnelPeer(caller.workload),
      destination: callee === null ? unknownPeer : tunnelPeer(callee.workload),
      service: owner.service,
    });
    const here = caller.ambient ? this.ztunnelOf(caller) : null;
    const there = callee?.ambient === true && flags.arrived ? this.ztunnelOf(callee) : null;
    const mutual = callee?.ambient === true;
    return [
      ...(here === null ? [] : [this.tunnel(sourceTcp, here, ends('source'), mutual, flags.flags)]),
      ...(there === null
        ? []
        : [this.tunnel(destinationTcp, there, ends('destination'), caller.ambient, flags.there ?? '-')]),
    ];
  }

  private tunnel(
    known: Map<string, TcpSeries>,
    ztunnel: PodNode,
    ends: Ends,
    mutual: boolean,
    flags: string,
  ) {
    const key = `ztunnel ${flags}`;
    const made = known.get(key) ?? this.metricsOf(ztunnel).tunnel(ends, mutual, flags);
    known.set(key, made);
    return made;
  }

  /** The connections that requests through a waypoint travel in: from the caller to it, and from it to the callee. */
  private throughWaypoint(owner: Owner, waypoint: PodNode, caller: PodNode, pod: number, n: number): void {
    const { sourceTcp, destinationTcp } = cellOf(owner, pod);
    const { service, link } = owner;
    const middle = tunnelPeer(waypoint.workload);
    const here = this.ztunnelOf(caller);
    const callee = link?.pod ?? null;
    const there = callee?.ambient === true ? this.ztunnelOf(callee) : null;
    const first = {
      reporter: 'source',
      source: tunnelPeer(caller.workload),
      destination: middle,
      service,
    } as const;
    const series = [
      ...(here === null ? [] : [this.tunnel(sourceTcp, here, first, true, '-')]),
      ...(there === null || callee === null
        ? []
        : [
            this.tunnel(
              destinationTcp,
              there,
              { reporter: 'destination', source: middle, destination: tunnelPeer(callee.workload), service },
              true,
              '-',
            ),
          ]),
    ];
    for (const tcp of series) {
      tcp.received.value += n * owner.call.call.requestBytes;
      tcp.sent.value += n * responseSize(owner);
      if (tcp.open === 0) {
        tcp.opened.value++;
        tcp.open = 1;
      }
    }
  }

  /** Answered by the caller's own proxy; a name that DNS does not know never gets that far. */
  reply({ owner, spec }: Extract<ProgramRuntime, { kind: 'reply' }>, pod: number, n: number): void {
    const { protocol, code, flags } = spec;
    if (flags === 'unresolved') return;
    if (protocol === 'tcp') this.stream(owner, null, pod, n, { kind: 'refused', flags, arrived: false });
    else this.source(owner, pod, proxyAnswer(protocol, code, flags), n, localTiming(0));
  }

  /** A pool of connections, each good for some 20 operations a second and about two minutes; refused ones live no time. */
  private connections(open: number, ops: number, end: StreamEnd): { opened: number; closed: number } {
    if (end.kind === 'refused') return { opened: ops, closed: ops };
    const seconds = this.stepMs / 1000;
    const wanted = Math.max(1, Math.ceil(ops / seconds / 20));
    const closed = this.random.binomial(open, 1 - Math.exp(-seconds / 120));
    return { opened: Math.max(0, wanted - (open - closed)), closed };
  }

  private tcpAt(
    known: Map<string, TcpSeries>,
    reporter: 'source' | 'destination',
    owner: Owner,
    link: LinkRuntime | null,
    caller: PodNode,
    pod: PodNode,
    flags: string,
  ): TcpSeries {
    const found = known.get(flags);
    if (found !== undefined) return found;
    const ends =
      reporter === 'destination' && link !== null
        ? destinationEnds(link, caller, pod, true)
        : sourceEnds(owner, caller, !flags.includes('UF'), true);
    const made = this.metricsOf(pod).tcp(ends, link?.link.mutualTls ?? false, flags);
    known.set(flags, made);
    return made;
  }

  private recorded(
    metrics: PodMetrics,
    ends: Ends,
    owner: Owner,
    outcome: Outcome,
    mutualTls: boolean,
  ): Recorded {
    const protocol = owner.call.call.protocol === 'grpc' ? 'grpc' : 'http';
    return {
      series: metrics.requests(ends, mutualTls, protocol, outcome),
      messages: protocol === 'grpc' ? metrics.messages(ends) : null,
    };
  }

  private count({ series, messages }: Recorded, owner: Owner, outcome: Outcome, n: number, timing: Timing) {
    const { counts, random } = this;
    series.total.value += n;
    observe(series.duration, counts, drawValues(random, n, timing, series.duration.list, counts));
    const fromApp = outcome.flags === '-' && outcome.status !== 0;
    if (series.requestBytes !== null) {
      observeSize(random, series.requestBytes, n, owner.call.call.requestBytes);
    }
    if (series.responseBytes !== null) {
      observeSize(random, series.responseBytes, n, fromApp && !outcome.failed ? responseSize(owner) : 180);
    }
    if (messages === null) return;
    messages.requests.value += n;
    if (fromApp) messages.responses.value += n;
  }
}

const responseSize = (owner: Owner): number =>
  'upstream' in owner ? ((owner as LinkRuntime).upstream?.responseBytes ?? 180) : 180;

/** Whether the callee's side answered: then its proxy introduced itself. */
const answeredBy = ({ flags, status }: Outcome): boolean =>
  status !== 0 && !/UF|UC|UT|UO|UH|NC|NR|FI|UPE|DPE|SI/.test(flags);

function cellOf(owner: Owner, pod: number): Cell {
  const found = owner.cells[pod] as Cell | undefined;
  if (found !== undefined) return found;
  const made: Cell = {
    source: new Map(),
    destination: new Map(),
    sourceTcp: new Map(),
    destinationTcp: new Map(),
    verdicts: [],
  };
  owner.cells[pod] = made;
  return made;
}

function sourceEnds({ link, service }: Owner, caller: PodNode, answered: boolean, tcp = false): Ends {
  const proven = link?.mutualTls === true && link.refused === null;
  return {
    reporter: 'source',
    source: knownPeer(caller.workload, proven),
    destination: link === null ? unknownPeer : destinationSeen(link, answered, tcp),
    service,
  };
}

function waypointEnds({ link, service }: Owner, caller: PodNode): Ends {
  return {
    reporter: 'waypoint',
    source: knownPeer(caller.workload, true),
    destination: link?.pod == null ? unknownPeer : knownPeer(link.pod.workload, true),
    service,
  };
}

function destinationEnds({ link }: LinkRuntime, caller: PodNode, callee: PodNode, tcp: boolean): Ends {
  // Plain TCP carries no metadata of the caller.
  const introduced = caller.meshed && (link.mutualTls || !tcp);
  return {
    reporter: 'destination',
    source: introduced ? knownPeer(caller.workload, link.mutualTls) : unknownPeer,
    destination: knownPeer(callee.workload, link.mutualTls),
    service: link.inbound,
  };
}
