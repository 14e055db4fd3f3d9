import type { ProgramRuntime, WorkloadRuntime } from './runtime.ts';

/** The workloads that a workload's calls may reach. */
function calleesOf(workload: WorkloadRuntime): ReadonlySet<WorkloadRuntime> {
  const found = new Set<WorkloadRuntime>();
  for (const call of workload.calls) {
    for (const program of [call.meshed, call.direct]) {
      for (const link of program === null ? [] : linksOf(program)) {
        if (link.workload !== null) found.add(link.workload);
      }
    }
  }
  return found;
}

function linksOf(program: ProgramRuntime) {
  if (program.kind === 'reply') return [];
  const mirrors = program.kind === 'http' ? program.mirrors.map(({ target }) => target) : [];
  return [...program.targets, ...mirrors].flatMap((target) => target.links);
}

/**
 * Callers before callees, with `rank` set. One pass in this order carries all traffic of a step; what flows against it
 * (a cycle) waits for the next step. Iterative, so that a deep graph needs no deep stack.
 */
export function orderWorkloads(workloads: readonly WorkloadRuntime[]): WorkloadRuntime[] {
  const state = new Map<WorkloadRuntime, 'open' | 'done'>();
  const finished: WorkloadRuntime[] = [];
  const called = new Set(workloads.flatMap((workload) => [...calleesOf(workload)]));
  // Roots first: a cycle is then entered where traffic enters it.
  const starts = [...workloads.filter((w) => !called.has(w)), ...workloads];
  for (const start of starts) {
    if (state.has(start)) continue;
    const stack = [{ workload: start, rest: [...calleesOf(start)] }];
    state.set(start, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state.set(top.workload, 'done');
        finished.push(top.workload);
        stack.pop();
      } else if (!state.has(next)) {
        state.set(next, 'open');
        stack.push({ workload: next, rest: [...calleesOf(next)] });
      }
    }
  }
  const ordered = finished.reverse();
  ordered.forEach((workload, rank) => {
    workload.rank = rank;
  });
  return ordered;
}
