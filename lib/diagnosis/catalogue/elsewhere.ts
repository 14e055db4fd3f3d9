import type { CauseWords } from './cause-words.ts';

/** What comes from further down, from the way, or from outside. */
export const elsewhereCauses = {
  'fails-further-down': {
    title: 'The callee passes on what its own calls end with',
    why: (a) => `${a.workload} passes on what it gets from ${a.behind} (${a.outcome})`,
    fix: (a) => `Follow it to ${a.behind}.`,
  },
  'outside-fails': {
    title: 'The host outside fails',
    why: (a) => `${a.host} lies outside of the mesh and fails, or the way to it does`,
    fix: () => 'Ask whose host it is; try it from a pod of the caller.',
  },
  'slow-further-down': {
    title: 'The callee waits for what it calls',
    why: (a) => `${a.workload} waits most of the time, longest for ${a.behind}`,
    fix: (a) => `Follow it to ${a.behind}.`,
  },
  'slow-on-the-way': {
    title: 'The time is lost before the callee',
    why: (a) => `requests of ${a.caller} wait before they arrive at ${a.callee}`,
    fix: () => 'Look at the pool and the retries of the caller, and at the network between the two.',
  },
} as const satisfies Record<string, CauseWords>;
