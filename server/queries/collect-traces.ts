import type { TracesResponse } from '#lib/api/traces-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { knownName } from '#lib/traces/service-names.ts';
import type { Trace } from '#lib/traces/trace.ts';
import type { Context } from '../context.ts';
import type { BackendSearch, SearchAnswer, TraceBackend, TraceSource } from '../traces/backend.ts';

/** An end of what is asked about, and the names under which it may stand in traces. */
export interface TracedName {
  readonly end: 'source' | 'target';
  readonly tried: readonly string[];
}

export interface CollectedTraces {
  readonly kind: TraceBackend['kind'];
  readonly ends: TracesResponse['ends'];
  readonly traces: readonly Trace[];
  readonly missing: TracesResponse['missing'];
}

type Wanted = Omit<BackendSearch, 'service' | 'limit'>;

/** So many traces are asked for at a time, failed ones and others; so many where those are too large; and milliseconds for all of it. */
const perSearch = 20;
const fewer = 4;
const patience = 15_000;

/**
 * Asks a backend for traces of some services: which of their names it knows, failed traces and others of each, and the whole of
 * those of which a search gives the id alone. What fails is told; throws its WeftError where nothing at all could be had.
 */
export async function collectTraces(
  { signal: asking }: Pick<Context, 'signal'>,
  source: TraceSource,
  names: readonly TracedName[],
  wanted: Wanted,
): Promise<CollectedTraces> {
  const signal = AbortSignal.any([asking, AbortSignal.timeout(patience)]);
  const backend = await source.backend(signal);
  const missing: { query: string; reason: string }[] = [];
  const known = await source.services(signal).catch((error: unknown) => {
    missing.push({ query: 'names of services', reason: reasonOf(error) });
    return null;
  });
  const ends = names.map(({ end, tried }) => ({
    end,
    tried: [...tried],
    found: known === null ? (tried[0] ?? null) : knownName(tried, known),
  }));
  const services = [...new Set(ends.flatMap(({ found }) => found ?? []))];
  const searches = services.flatMap((service) =>
    [true, false]
      .filter((errors) => errors || !wanted.errors)
      .map((errors): BackendSearch => ({ ...wanted, errors, service, limit: perSearch })),
  );
  const traces = await searchAll(backend, searches, missing, signal);
  return { kind: backend.kind, ends, traces, missing };
}

async function searchAll(
  backend: TraceBackend,
  searches: readonly BackendSearch[],
  missing: { query: string; reason: string }[],
  signal: AbortSignal,
): Promise<readonly Trace[]> {
  const answers = await Promise.allSettled(
    searches.map((search) => searchOf(backend, search, missing, signal)),
  );
  const traces = new Map<string, Trace>();
  const ids = new Set<string>();
  answers.forEach((answer, i) => {
    const query = nameOf(searches[i]);
    if (answer.status === 'rejected') {
      missing.push({ query, reason: reasonOf(answer.reason) });
      return;
    }
    for (const id of answer.value.ids) ids.add(id);
    for (const trace of answer.value.traces) traces.set(trace.id, trace);
    if (answer.value.unread > 0) {
      const spans = `${plural(answer.value.unread, 'span')} of ${query}`;
      missing.push({ query: spans, reason: 'They came in a form that cannot be read.' });
    }
  });
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (failure !== undefined && answers.every(({ status }) => status === 'rejected')) throw failure.reason;
  const absent = [...ids].filter((id) => !traces.has(id));
  const rest = await Promise.allSettled(absent.map((id) => backend.trace(id, signal)));
  rest.forEach((each, i) => {
    if (each.status === 'rejected') {
      missing.push({ query: `trace ${absent[i] ?? ''}`, reason: reasonOf(each.reason) });
    } else if (each.value.trace !== null) traces.set(each.value.trace.id, each.value.trace);
  });
  return [...traces.values()];
}

/** What is searched for; where that is too large, some of it. */
async function searchOf(
  backend: TraceBackend,
  search: BackendSearch,
  missing: { query: string; reason: string }[],
  signal: AbortSignal,
): Promise<SearchAnswer> {
  try {
    return await backend.search(search, signal);
  } catch (error) {
    if (!isWeftError(error) || error.code !== 'too-large') throw error;
    const answer = await backend.search({ ...search, limit: fewer }, signal);
    missing.push({
      query: nameOf(search),
      reason: `${search.limit} traces are more than Weft takes in at a time: ${fewer} were asked for.`,
    });
    return answer;
  }
}

const nameOf = (search: BackendSearch | undefined): string =>
  `${search?.errors ? 'failed traces' : 'traces'} of ${search?.service ?? ''}`;

const reasonOf = (error: unknown): string => (isWeftError(error) ? error.message : 'The question failed.');
