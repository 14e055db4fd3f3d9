import type { Clock } from '../context.ts';
import type { TraceSettings } from '../settings.ts';
import { createTraceHttp, type TraceHttp, type TraceHttpOptions } from './ask.ts';
import type { TraceBackend, TraceSource } from './backend.ts';
import { TraceError, type TraceFailure, traceFailure } from './failure.ts';
import { jaegerBackend } from './jaeger.ts';
import { tempoBackend } from './tempo.ts';

/** Milliseconds for which the names of services are kept. */
const keptFor = 30_000;

/** Asks the backend of the settings. */
export function createTraceSource(
  settings: TraceSettings,
  clock: Pick<Clock, 'now'>,
  options: Omit<Partial<TraceHttpOptions>, 'settings' | 'clock'> = {},
): TraceSource {
  const http = createTraceHttp({ settings, clock, ...options });
  let known: TraceBackend | null =
    settings.kind === null ? null : settings.kind === 'jaeger' ? jaegerBackend(http) : tempoBackend(http);
  let names: { readonly at: number; readonly services: ReadonlySet<string> } | null = null;
  const backend = async (signal: AbortSignal) => {
    known ??= await findOut(http, signal);
    return known;
  };
  return {
    url: settings.url,
    link: settings.link,
    backend,
    async services(signal) {
      if (names !== null && clock.now() - names.at < keptFor) return names.services;
      const services = new Set(await (await backend(signal)).services(signal));
      names = { at: clock.now(), services };
      return services;
    },
    close: () => http.close(),
  };
}

/** What an API says that is not the one asked for. */
const otherApi: ReadonlySet<TraceFailure> = new Set(['not-found', 'bad-request', 'not-json', 'malformed']);

/** Whoever names its services in its own form. What hinders both, such as a connection refused, is told as it is. */
async function findOut(http: TraceHttp, signal: AbortSignal): Promise<TraceBackend> {
  const said: string[] = [];
  for (const backend of [jaegerBackend(http), tempoBackend(http)]) {
    try {
      await backend.services(signal);
      return backend;
    } catch (error) {
      if (!(error instanceof TraceError) || !otherApi.has(error.failure)) throw error;
      said.push(error.message);
    }
  }
  throw traceFailure('unknown-kind', said.join(' '));
}
