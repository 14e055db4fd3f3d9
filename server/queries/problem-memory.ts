import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import {
  type Acknowledgement,
  acknowledgement,
  type Stance,
  stanceOf,
} from '#lib/diagnosis/acknowledgement.ts';
import {
  type ProblemRecord,
  type ProblemRecords,
  problemRecord,
  refined,
  remember,
  type SeriesSays,
} from '#lib/diagnosis/problem-record.ts';
import type { Context } from '../context.ts';
import type { Note } from '../history/notes-engine.ts';
import type { FullGraph } from './full-graph.ts';
import { observedWindow } from './observed-findings.ts';
import type { KnownProblem } from './problems.ts';
import { shared } from './shared.ts';

const problemNotes = 'problem';
export const acknowledgementNotes = 'acknowledgement';

/** What goes on is written down so often, in seconds: a restart ends what is gone by then where it was last seen. */
const writtenEvery = 300;
/** A look tells of the present for so long, in seconds. */
const lasts = 180;

interface Memory {
  records: ProblemRecords;
  /** The last look, and what it showed. */
  look: { readonly at: EpochSeconds; readonly problems: readonly KnownProblem[] } | null;
  /** When each record was written down last. */
  readonly written: Map<string, EpochSeconds>;
  loading: Promise<void> | null;
  loaded: boolean;
}

export type Remembering = Pick<Context, 'prom' | 'notes'>;

const memoryOf = ({ prom }: Pick<Context, 'prom'>): Memory =>
  shared(prom, 'problem-memory', () => ({
    records: new Map(),
    look: null,
    written: new Map(),
    loading: null,
    loaded: false,
  }));

/**
 * Remembers what a graph of the present shows. One that is old, lacks a part or is of another window than the one that is always
 * polled tells nothing of what began or ended. `blind`: what it is compared with could not be asked.
 */
export async function noteProblems(
  ctx: Remembering,
  { graph, reading }: Pick<FullGraph, 'graph' | 'reading'>,
  problems: readonly KnownProblem[],
  blind: boolean,
): Promise<void> {
  const memory = memoryOf(ctx);
  if (reading.window !== observedWindow || reading.stale !== null || graph.missing.length > 0) return;
  if (!memory.loaded) {
    memory.loading ??= load(ctx, memory);
    await memory.loading;
  }
  const before = memory.look?.at ?? null;
  if (before !== null && graph.at <= before) return;
  memory.look = { at: graph.at, problems };
  const seen = problems.map((problem) => problem.seen);
  const records = remember(memory.records, seen, graph.at, before, blind);
  const changed = [...records].filter(([key, record]) => isNews(memory, key, record));
  memory.records = records;
  await write(ctx, memory, changed);
}

/** When problems were last looked for; null where they never were. */
export const lookedAt = (ctx: Pick<Context, 'prom'>): EpochSeconds | null => memoryOf(ctx).look?.at ?? null;

/** What is remembered of a problem at a moment at which it was there, null for the present. */
export function recordOf(ctx: Remembering, key: string, at: EpochSeconds | null): ProblemRecord | null {
  const record = memoryOf(ctx).records.get(key);
  if (record === undefined) return null;
  if (at === null) return record.ended === null ? record : null;
  return record.since.at <= at && (record.ended ?? at) >= at ? record : null;
}

/** What went away within so many seconds before `at`, the latest first. */
export function recordsGone(ctx: Remembering, at: EpochSeconds, within: number) {
  return [...memoryOf(ctx).records]
    .flatMap(([key, record]) => {
      const { ended } = record;
      return ended !== null && at - ended <= within ? [{ ...record, key, ended }] : [];
    })
    .sort((a, b) => b.ended - a.ended);
}

/** Makes the remembered beginning more exact by what series say of it. */
export async function refineSince(ctx: Remembering, key: string, says: SeriesSays): Promise<void> {
  const memory = memoryOf(ctx);
  const record = memory.records.get(key);
  if (record === undefined) return;
  const since = refined(record.since, says);
  if (since === record.since) return;
  const next = { ...record, since };
  memory.records = new Map(memory.records).set(key, next);
  await write(ctx, memory, [[key, next]]);
}

/** What the last look showed; null where it is too long ago to tell of the present. */
export function problemsNow(ctx: Pick<Context, 'prom'>, now: number): readonly KnownProblem[] | null {
  const { look } = memoryOf(ctx);
  return look === null || now - look.at > lasts ? null : look.problems;
}

/** How problems stand with people, by their keys, as last read. */
export function stances(ctx: Remembering, now: number): (key: string, rate: number) => Stance {
  const said = new Map<string, Acknowledgement>();
  for (const { key, body } of ctx.notes?.known(acknowledgementNotes) ?? []) {
    const parsed = acknowledgement.safeParse(body);
    if (parsed.success) said.set(key, parsed.data);
  }
  const rates = new Map(memoryOf(ctx).look?.problems.map(({ key, rate }) => [key, rate]));
  return (key, rate) =>
    stanceOf(said.get(key) ?? said.get(memoryOf(ctx).records.get(key)?.formerly ?? '') ?? null, {
      // Windows differ in what they show per second: where it is known, that of the shared one is compared.
      rate: rates.get(key) ?? rate,
      since: memoryOf(ctx).records.get(key)?.since.at ?? null,
      now,
    });
}

async function load({ notes }: Remembering, memory: Memory): Promise<void> {
  await Promise.all([notes?.refresh(problemNotes), notes?.refresh(acknowledgementNotes)]);
  const records = new Map<string, ProblemRecord>();
  for (const { key, body } of notes?.known(problemNotes) ?? []) {
    const parsed = problemRecord.safeParse(body);
    if (parsed.success) records.set(key, parsed.data);
  }
  memory.records = records;
  memory.loaded = true;
}

function isNews({ records, written }: Memory, key: string, record: ProblemRecord): boolean {
  const before = records.get(key);
  if (before === undefined || before.ended !== record.ended || before.since !== record.since) return true;
  return record.ended === null && record.last - (written.get(key) ?? 0) >= writtenEvery;
}

async function write(
  { notes }: Remembering,
  { written, records, look }: Memory,
  changed: readonly (readonly [string, ProblemRecord])[],
): Promise<void> {
  for (const key of written.keys()) if (!records.has(key)) written.delete(key);
  for (const [key, { last }] of changed) written.set(key, last);
  const at = (look?.at ?? epochSeconds.parse(0)) * 1000;
  const noted = changed.map(([key, body]): Note => ({ kind: problemNotes, key, at, body: { ...body } }));
  if (noted.length > 0) await notes?.put(noted);
}
