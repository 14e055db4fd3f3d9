import type { CauseWords } from './cause-words.ts';

/** What the application that is called does itself. */
export const applicationCauses = {
  'not-listening': {
    title: 'The application does not take connections',
    why: (a) => `the proxy of ${a.workload} is refused by its own application`,
    fix: () =>
      'Look whether it has started, and whether it listens on all addresses and not on localhost alone.',
  },
  'connection-reset': {
    title: 'The application closes connections',
    why: (a) => `${a.workload} closes connections on which requests are under way`,
    fix: () =>
      'Keep idle connections longer in the application than the proxies do (idleTimeout), and drain before it stops.',
  },
  'application-errors': {
    title: 'The application answers with errors',
    why: (a) =>
      `${a.workload} itself answers so${a.where ? ` (${a.where})` : ''}; no proxy made it, and nothing that it calls fails as much`,
    fix: () => 'Look at the log of the application, and at what was rolled out last.',
  },
  'application-refuses': {
    title: 'The application refuses the requests',
    why: (a) => `${a.workload} itself answers ${a.outcome}; no policy in sight would`,
    fix: () => 'Look at what the callers ask for, and at the log of the application.',
  },
  'callee-slow': {
    title: 'The callee is slow by itself',
    why: (a) => `${a.workload} takes ${a.own} by itself`,
    fix: (a) =>
      a.outside
        ? 'Ask whose host it is; try it from a pod of the caller.'
        : 'Look at its CPU limit, its pods, and what was rolled out last.',
  },
} as const satisfies Record<string, CauseWords>;

/** What the application that calls does itself. */
export const callerCauses = {
  'caller-gave-up': {
    title: 'The caller hangs up before the answer',
    why: (a) => `${a.caller} does not wait for the answer of ${a.callee}`,
    fix: () => 'Compare the deadline of the caller with the latency of the callee.',
  },
} as const satisfies Record<string, CauseWords>;
