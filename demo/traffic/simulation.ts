import { adminAnswer } from './admin/admin-answer.ts';
import type { AdminAnswer } from './admin/answers.ts';
import { istiodAnswer } from './admin/istiod-answer.ts';
import { changesBetween } from './config/changes.ts';
import { istiodCpus } from './config/istiod-cpus.ts';
import { createIstiodWatch } from './config/istiod-watch.ts';
import { pushedView } from './config/pushed-view.ts';
import type { ConfigView } from './config/view.ts';
import { searchNames } from './config/visibility.ts';
import type { PodNode } from './config/workloads.ts';
import { compileWorld, type World } from './config/world.ts';
import { createControlPlane, isControlPlane } from './emit/control-plane.ts';
import { createPodMetrics, type Histograms, type PodMetrics } from './emit/pod-metrics.ts';
import { createRuntime } from './flow/create-runtime.ts';
import { createOutlierState, type OutlierState } from './flow/outlier.ts';
import { Recorder } from './flow/record.ts';
import type { Runtime } from './flow/runtime.ts';
import { step } from './flow/step.ts';
import { type AccessLog, createAccessLogs } from './log/access-logs.ts';
import { logRule } from './log/log-rule.ts';
import type { LiveSeries, Scrapeable } from './metrics.ts';
import { createRandom } from './random.ts';

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

export interface Simulation extends Scrapeable {
  /** What the cluster says from now on; takes effect at the next `advance`. */
  configure(view: ConfigView): void;
  /** Moves time forward to `toMs`, in steps of at most `stepMs`. Same seed, times and views: same series. */
  advance(toMs: number): void;
  /** The log of the pod's `istio-proxy`; null for a pod that is not there or has none. */
  accessLog(pod: PodName): AccessLog | null;
  /** What the pod's proxy answers on its own ports; null where nothing listens. */
  adminAnswer(pod: PodName, port: number, path: string): AdminAnswer | null;
}

export interface SimulationOptions {
  readonly seed: number;
  readonly startMs: number;
  readonly stepMs?: number;
  /** `duration` leaves out the histograms of sizes, two thirds of all series: what a mesh of over 400 pods gets by default. */
  readonly histograms?: Histograms;
  /** Called after each step with what runs: for who follows single requests through it. */
  readonly onStep?: (runtime: Runtime, outliers: OutlierState, fromMs: number, toMs: number) => void;
  /** How far demand swings around its mean, 0 to 1. */
  readonly wave?: number;
}

/** Pods above which the histograms of sizes are left out unless asked for. */
const largeMesh = 400;

/** The traffic of a mesh: a function of seed, time and applied configuration. */
export function createSimulation(options: SimulationOptions): Simulation {
  return new MeshSimulation(options);
}

class MeshSimulation implements Simulation {
  private readonly options: SimulationOptions & { readonly stepMs: number; readonly wave: number };
  private histograms: Histograms | null;
  private readonly metrics = new Map<string, PodMetrics>();
  private readonly random;
  private readonly outliers;
  private readonly logs;
  private readonly recorder: Recorder;
  private readonly controlPlane;
  private now: number;
  /** All series in the order in which they came; another list when some went. */
  private all: LiveSeries[] = [];
  private applied: ConfigView = new Map();
  /** How often istiod has sent proxies what the cluster says. */
  private pushes = 0;
  private readonly istiods = createIstiodWatch();
  private pending: ConfigView | null = null;
  private runtime: Runtime | null = null;
  private pods: ReadonlyMap<string, PodNode> = new Map();

  constructor(options: SimulationOptions) {
    this.options = { ...options, stepMs: options.stepMs ?? 5000, wave: options.wave ?? 0.2 };
    this.histograms = options.histograms ?? null;
    const { seed, startMs } = options;
    this.now = startMs;
    this.random = createRandom(seed);
    this.outliers = createOutlierState(this.random);
    this.logs = createAccessLogs(seed + 1);
    const metricsOf = (pod: PodNode) => this.metricsOf(pod);
    this.controlPlane = createControlPlane(createRandom(seed + 2), startMs, metricsOf);
    const { random, outliers, logs: observer } = this;
    this.recorder = new Recorder({ random, outliers, metricsOf, observer });
  }

  configure(view: ConfigView): void {
    this.pending = view;
  }

  advance(toMs: number): void {
    if (this.pending !== null) this.apply(this.pending);
    this.pending = null;
    const { random, recorder, runtime, logs } = this;
    const { stepMs, wave } = this.options;
    while (this.now < toMs) {
      const next = Math.min(toMs, this.now + stepMs);
      logs.begin(this.now, next);
      if (runtime !== null) step(runtime, { random, recorder, wave }, this.now, next);
      logs.end();
      if (runtime !== null) this.options.onStep?.(runtime, this.outliers, this.now, next);
      this.now = next;
    }
    if (runtime !== null) this.controlPlane.moved(runtime.world, this.now);
  }

  series(): readonly LiveSeries[] {
    return this.all;
  }

  accessLog(name: PodName): AccessLog | null {
    const pod = this.find(name);
    return pod?.meshed ? this.logs.of(pod) : null;
  }

  adminAnswer(name: PodName, port: number, path: string): AdminAnswer | null {
    const pod = this.find(name);
    if (pod === null || this.runtime === null) return null;
    const { world, byPod } = this.runtime;
    if (isControlPlane(pod)) return istiodAnswer(world, pod, this.pushes, port, path);
    const workload = byPod.get(pod);
    if (workload === undefined || !pod.meshed) return null;
    const subject = {
      pod,
      workload,
      world,
      view: this.applied,
      metrics: this.metricsOf(pod),
      outliers: this.outliers,
      startMs: this.options.startMs,
      nowMs: this.now,
      version: pod.istioVersion ?? 'unknown',
    };
    return adminAnswer(subject, port, path);
  }

  private find({ namespace, name }: PodName): PodNode | null {
    return this.pods.get(`${namespace}/${name}`) ?? null;
  }

  private metricsOf(pod: PodNode): PodMetrics {
    const known = this.metrics.get(pod.key);
    if (known !== undefined) return known;
    const made = createPodMetrics(
      pod,
      isControlPlane(pod) ? 15014 : 15020,
      this.histograms ?? 'all',
      (series) => this.all.push(series),
    );
    this.metrics.set(pod.key, made);
    return made;
  }

  /** Pods that are gone take their series with them. */
  private forget(pods: readonly PodMetrics[]): void {
    if (pods.length === 0) return;
    const gone = new Set(pods.flatMap((pod) => pod.series));
    this.all = this.all.filter((series) => !gone.has(series));
    for (const { pod } of pods) this.metrics.delete(pod.key);
  }

  private apply(current: ConfigView): void {
    const view = pushedView(current, this.applied, this.istiods.serves(current));
    const runtime = createRuntime(compileWorld(view));
    const { world } = runtime;
    this.runtime = runtime;
    this.recorder.ztunnelOf = world.ambient.ztunnelOf;
    this.histograms ??= world.pods.length > largeMesh ? 'duration' : 'all';
    this.pods = new Map(world.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
    const alive = new Set(world.pods.map((pod) => pod.key));
    this.forget([...this.metrics.values()].filter(({ pod }) => !alive.has(pod.key)));
    this.logs.keep(alive, logRule(view), (host, namespace) => addressOf(world, host, namespace));
    const changes = changesBetween(this.applied, view);
    this.controlPlane.configured(
      world,
      changes,
      view.get('VirtualService')?.length ?? 0,
      istiodCpus(current),
    );
    this.applied = view;
    this.pushes++;
  }
}

function addressOf({ registry }: World, host: string, namespace: string): string | null {
  const known = searchNames(host, namespace).flatMap((name) => registry.exact(name));
  return known[0]?.address ?? null;
}
