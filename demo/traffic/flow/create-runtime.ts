import { type Behaviour, behaviour } from '#demo/traffic/behaviour.ts';
import type { CallNode, Link, Program, Target } from '#demo/traffic/config/program.ts';
import type { PodNode, WorkloadNode } from '#demo/traffic/config/workloads.ts';
import type { World } from '#demo/traffic/config/world.ts';
import { Limiter } from './limiter.ts';
import { orderWorkloads } from './order.ts';
import type {
  Answering,
  CallRuntime,
  LinkRuntime,
  PortRuntime,
  Ports,
  ProgramRuntime,
  Runtime,
  TargetRuntime,
  WorkloadRuntime,
} from './runtime.ts';
import { fromPercentiles, meanOf, varianceOf } from './timing.ts';

const defaultPort = behaviour.parse({ serves: [{ port: 1 }] }).serves[0];
/** A host outside the cluster that says nothing of itself: some tens of milliseconds away. */
const outsideLatency = { median: 45, p99: 180 };

/** Prepares a compiled world for stepping. */
export function createRuntime(world: World): Runtime {
  const byNode = new Map(world.workloads.map((node) => [node, workloadRuntime(node)]));
  const calls = new Map<CallNode, CallRuntime>();
  let index = 0;
  for (const [workload, nodes] of world.calls) {
    const caller = byNode.get(workload);
    if (caller === undefined) continue;
    for (const node of nodes) {
      const call = callRuntime(node, caller, index++);
      calls.set(node, call);
      caller.calls.push(call);
    }
  }
  const builder = { world, byNode, calls, limiters: new Map() };
  for (const [node, call] of calls) {
    call.meshed = node.meshed === null ? null : programRuntime(builder, call, node.meshed);
    call.direct = node.direct === null ? null : programRuntime(builder, call, node.direct);
  }
  const workloads = orderWorkloads([...byNode.values()]);
  const byPod = new Map(workloads.flatMap((w) => w.node.pods.map((pod) => [pod, w] as const)));
  return { world, workloads, byPod, settled: false };
}

function portRuntime(served: PortRuntime['served']): PortRuntime {
  const { mu, sigma } = fromPercentiles(served.latency.median, served.latency.p99);
  return {
    served,
    mu,
    sigma,
    mean: meanOf(mu, sigma),
    variance: varianceOf(mu, sigma),
    answers: [{ status: 200, grpc: served.protocol === 'grpc' ? 0 : -1, share: 1 }],
    resetShare: served.resetRate,
    responseBytes: served.responseBytes,
  };
}

function workloadRuntime(node: WorkloadNode): WorkloadRuntime {
  const programs = new Set(node.pods.map((pod) => pod.behaviour));
  return {
    node,
    calls: [],
    programs: new Map([...programs].map((program) => [program, portsOf(program)])),
    served: node.pods.map(() => 0),
    late: node.pods.map(() => 0),
    rank: 0,
  };
}

const portsOf = (program: Behaviour | null): Ports => ({
  byNumber: new Map((program?.serves ?? []).map((served) => [served.port, portRuntime(served)])),
  any: program === null && defaultPort !== undefined ? portRuntime(defaultPort) : null,
});

function callRuntime(node: CallNode, caller: WorkloadRuntime, index: number): CallRuntime {
  return {
    node,
    caller,
    call: node.call,
    index,
    meshed: null,
    direct: null,
    mu: 0,
    sigma: 0.5,
    mean: 1,
    variance: 1,
    answers: [{ status: 200, grpc: node.call.protocol === 'grpc' ? 0 : -1, share: 1 }],
    resetShare: 0,
    responseBytes: 2500,
    failShare: 0,
    unavailableShare: 0,
    arrived: caller.node.pods.map(() => 0),
  };
}

interface Builder {
  readonly world: World;
  readonly byNode: ReadonlyMap<WorkloadNode, WorkloadRuntime>;
  readonly calls: ReadonlyMap<CallNode, CallRuntime>;
  readonly limiters: Map<PodNode, Limiter>;
}

function programRuntime(builder: Builder, call: CallRuntime, spec: Program): ProgramRuntime {
  if (spec.kind === 'reply') {
    return {
      kind: 'reply',
      spec,
      owner: { call, service: spec.service, waypoint: spec.waypoint, link: null, cluster: null, cells: [] },
    };
  }
  const targets = spec.targets.map((target) => targetRuntime(builder, call, target));
  if (spec.kind === 'tcp') return { kind: 'tcp', spec, targets };
  const mirrors = spec.mirrors.map(({ target, share }) => ({
    target: targetRuntime(builder, call, target),
    share,
  }));
  return { kind: 'http', spec, targets, mirrors };
}

const targetRuntime = (builder: Builder, call: CallRuntime, target: Target): TargetRuntime => ({
  call,
  target,
  service: target.service,
  waypoint: target.waypoint,
  link: null,
  cluster: target.missing === null ? target.cluster : null,
  cells: [],
  overflow: [],
  health: [],
  links: target.links.map((link) => ({
    call,
    service: target.service,
    waypoint: link.waypoint,
    link,
    cluster: target.cluster,
    cells: [],
    limiter: limiterOf(builder, link),
    ...answering(builder, link),
  })),
});

function limiterOf({ limiters }: Builder, { pod, limit }: Link): Limiter | null {
  if (pod === null || limit === null) return null;
  const known = limiters.get(pod) ?? new Limiter(limit);
  limiters.set(pod, known);
  return known;
}

function answering(
  builder: Builder,
  { upstream }: Link,
): Pick<LinkRuntime, 'upstream' | 'workload' | 'forward'> {
  switch (upstream.kind) {
    case 'closed':
      return { upstream: null, workload: null, forward: null };
    case 'external':
      return { upstream: outside(builder.world, upstream), workload: null, forward: null };
    case 'forward': {
      const forward = builder.calls.get(upstream.forward) ?? null;
      return { upstream: forward, workload: forward?.caller ?? null, forward };
    }
    case 'app': {
      const { pod } = upstream;
      const workload = builder.byNode.get(pod.workload) ?? null;
      const ports = workload?.programs.get(pod.behaviour);
      const port = ports?.byNumber.get(upstream.port) ?? ports?.any ?? null;
      return { upstream: port, workload, forward: null };
    }
  }
}

function outside(world: World, { host, port }: { host: string; port: number }): Answering {
  const serves = world.registry.exact(host)[0]?.behaviour?.serves ?? [];
  const said = serves.find((served) => served.port === port) ?? serves[0];
  const served = said ?? behaviour.parse({ serves: [{ port, latency: outsideLatency }] }).serves[0];
  return served === undefined ? { ...portRuntime({ ...emptyPort }) } : withErrors(portRuntime(served));
}

const emptyPort: PortRuntime['served'] = {
  port: 0,
  protocol: 'http',
  latency: outsideLatency,
  errorRate: 0,
  errorCode: 500,
  answers: [],
  resetRate: 0,
  responseBytes: 2500,
  failsWithCalls: false,
};

/** A host outside makes no calls that we know of: its errors are its own. */
function withErrors(port: PortRuntime): PortRuntime {
  const { errorRate, errorCode, protocol } = port.served;
  const grpc = protocol === 'grpc';
  port.answers = [
    { status: grpc ? 200 : errorCode, grpc: grpc ? grpcStatusOf(errorCode) : -1, share: errorRate },
    { status: 200, grpc: grpc ? 0 : -1, share: 1 - errorRate },
  ];
  return port;
}

/** A gRPC program's error: written as a status, or as the HTTP code that it means. */
export function grpcStatusOf(code: number): number {
  if (code <= 16) return code;
  return { 400: 3, 401: 16, 403: 7, 404: 5, 429: 8, 503: 14, 504: 4 }[code] ?? 13;
}
