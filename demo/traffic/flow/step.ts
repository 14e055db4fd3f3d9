import type { Random } from '#demo/traffic/random.ts';
import { expectAll } from './expect.ts';
import type { Recorder } from './record.ts';
import { runHttp } from './run-http.ts';
import { runTcp } from './run-tcp.ts';
import type { CallRuntime, ProgramRuntime, Runtime, WorkloadRuntime } from './runtime.ts';

export interface StepOptions {
  readonly random: Random;
  readonly recorder: Recorder;
  /** How far demand swings around its mean, 0 to 1. */
  readonly wave: number;
}

/** Moves the whole mesh from `fromMs` to `toMs`: one pass from generators down, each pod's requests drawn and recorded. */
export function step(runtime: Runtime, options: StepOptions, fromMs: number, toMs: number): void {
  const { recorder } = options;
  recorder.nowMs = toMs;
  recorder.stepMs = toMs - fromMs;
  expect(runtime, recorder, toMs);
  for (const workload of runtime.workloads) stepWorkload(workload, options, toMs);
}

/** Expectations follow from configuration, ejections and full pools: where none of these moves, they stand. */
function expect(runtime: Runtime, recorder: Recorder, nowMs: number): void {
  const stirred = recorder.outliers.stirred(nowMs);
  if (runtime.settled && !stirred && !recorder.overflowing) return;
  recorder.overflowing = false;
  const moved = expectAll(runtime.workloads, recorder.outliers, nowMs, recorder.stepMs);
  runtime.settled = !moved && !stirred;
}

function stepWorkload(workload: WorkloadRuntime, options: StepOptions, nowMs: number): void {
  const { pods } = workload.node;
  for (let pod = 0; pod < pods.length; pod++) {
    const node = pods[pod];
    if (node === undefined) continue;
    const served = takeServed(workload, pod);
    for (const call of workload.calls) {
      if (!call.node.forward && call.node.behaviour !== node.behaviour) continue;
      const n = demand(call, pod, served, node.ready, options, nowMs);
      if (n <= 0) continue;
      const program = node.meshed ? call.meshed : call.direct;
      if (program !== null) send(options.recorder, program, pod, n);
    }
  }
}

/** Requests served since the pod's last turn. What came round a cycle is bounded by what came in fresh. */
function takeServed(workload: WorkloadRuntime, pod: number): number {
  const fresh = workload.served[pod] ?? 0;
  const late = workload.late[pod] ?? 0;
  workload.served[pod] = 0;
  workload.late[pod] = 0;
  return fresh + Math.min(late, 4 * fresh + 5);
}

function demand(
  call: CallRuntime,
  pod: number,
  served: number,
  ready: boolean,
  { random, recorder, wave }: StepOptions,
  nowMs: number,
): number {
  if (call.node.forward) {
    const n = call.arrived[pod] ?? 0;
    call.arrived[pod] = 0;
    return n;
  }
  const { rps, perRequest = 0 } = call.call;
  if (rps !== undefined) {
    const mean = (rps * recorder.stepMs) / 1000;
    return ready ? random.poisson(mean * swing(wave, nowMs, call.index)) : 0;
  }
  const whole = Math.floor(perRequest);
  return served * whole + random.binomial(served, perRequest - whole);
}

const minute = 60_000;

/** A slow wave, out of step from call to call. */
function swing(wave: number, nowMs: number, index: number): number {
  const phase = (index * 0.618033988749895) % 1;
  const at = (periodMs: number) => Math.sin(2 * Math.PI * (nowMs / periodMs + phase));
  return 1 + wave * (0.8 * at(23 * minute) + 0.2 * at(7 * minute));
}

function send(recorder: Recorder, program: ProgramRuntime, pod: number, n: number): void {
  switch (program.kind) {
    case 'http':
      runHttp(recorder, program, pod, n);
      return;
    case 'tcp':
      runTcp(recorder, program, pod, n);
      return;
    case 'reply':
      recorder.reply(program, pod, n);
  }
}
