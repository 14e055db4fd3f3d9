import type { Viewers } from './access/viewers.ts';
import type { Clock, Context } from './context.ts';
import type { RunningKubeSource } from './kube/source.ts';
import type { Logger } from './log.ts';
import type { PromSource } from './prom/source.ts';
import type { Settings } from './settings.ts';

/** The running server: one per process, shared by instrumentation and every route handler. */
export interface Runtime {
  readonly settings: Settings;
  readonly kube: RunningKubeSource;
  readonly prom: PromSource;
  readonly viewers: Viewers;
  readonly clock: Clock;
  readonly log: Logger;
  /** Who asks and with what. Throws WeftError `unauthenticated` where nobody is signed in. */
  contextFor(request: Request): Promise<Context>;
  /** Registers what must end before the process may: open streams. Returns its own undo. */
  onShutdown(close: () => void | Promise<void>): () => void;
  /** Aborted when the process is going down: no new stream is opened. */
  readonly closing: AbortSignal;
  /** Ends everything, once. */
  shutdown(): Promise<void>;
}

const slot = Symbol.for('weft.runtime');
type Holder = { [slot]?: Runtime };

/**
 * The memoised runtime. It lives on globalThis because Next gives instrumentation and route handlers module
 * instances of their own.
 */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Holder)[slot];
  if (runtime === undefined) throw new Error('The runtime is asked for before instrumentation started it.');
  return runtime;
}

/** The runtime of this process, made by `start` the first time. */
export function memoised(start: () => Runtime): Runtime {
  const holder = globalThis as Holder;
  holder[slot] ??= start();
  return holder[slot];
}
