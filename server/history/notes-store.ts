import type { Clock } from '#server/context.ts';
import type { Logger } from '#server/log.ts';
import type { NotesStore } from './notes.ts';
import type { Note, NotesEngine } from './notes-engine.ts';

export interface NotesStoreOptions {
  /** Opens where notes are kept; asked again after a failure. Null: they are kept in memory, as was set. */
  readonly open: (() => NotesEngine) | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Notes are kept for two weeks, and so many of them. */
const keptMs = 14 * 86_400_000;
const mostKept = 5000;
const retryMs = 10_000;
const pruneEvery = 100;

export function createNotesStore(options: NotesStoreOptions): NotesStore {
  return new Store(options);
}

const idOf = ({ kind, key }: Note): string => `${kind} ${key}`;

class Store implements NotesStore {
  readonly #options: NotesStoreOptions;
  #engine: NotesEngine | null = null;
  #known = new Map<string, Note>();
  /** What the engine has not taken yet. */
  #waiting = new Map<string, Note>();
  #trouble: string | null = null;
  #sincePrune = pruneEvery;
  #retries = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: NotesStoreOptions) {
    this.#options = options;
  }

  trouble = (): string | null => this.#trouble;

  known = (kind: string): readonly Note[] =>
    [...this.#known.values()].filter((note) => note.kind === kind).sort((a, b) => b.at - a.at);

  put(notes: readonly Note[]): Promise<void> {
    for (const note of notes) {
      if ((this.#known.get(idOf(note))?.at ?? 0) > note.at) continue;
      this.#known.set(idOf(note), note);
      if (this.#options.open !== null) this.#waiting.set(idOf(note), note);
    }
    this.#forget();
    return this.#next(this.#flush);
  }

  refresh(kind: string): Promise<void> {
    return this.#next(async (engine) => {
      const listed = await engine.list(kind);
      for (const [id, note] of this.#known)
        if (note.kind === kind && !this.#waiting.has(id)) this.#known.delete(id);
      for (const note of listed) if (!this.#waiting.has(idOf(note))) this.#known.set(idOf(note), note);
    });
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#engine?.close();
    this.#engine = null;
  }

  /** One after the other. While it is known to be out of order only the retry asks the engine. */
  #next(work: (engine: NotesEngine) => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#trouble === null ? this.#try(work) : undefined));
    return this.#turn;
  }

  #flush = async (): Promise<void> => {
    const engine = this.#engine;
    const notes = [...this.#waiting.values()];
    if (engine === null || notes.length === 0) return;
    await engine.put(notes);
    for (const note of notes) if (this.#waiting.get(idOf(note)) === note) this.#waiting.delete(idOf(note));
    this.#sincePrune += notes.length;
    if (this.#sincePrune < pruneEvery) return;
    this.#sincePrune = 0;
    await engine.prune(this.#oldest(), mostKept);
  };

  async #try(work: (engine: NotesEngine) => Promise<void>): Promise<void> {
    const { open, log } = this.#options;
    if (open === null) return;
    try {
      this.#engine ??= open();
      await work(this.#engine);
      if (this.#trouble !== null) log.info('history: notes are kept again where they should be');
      this.#trouble = null;
    } catch (cause) {
      await this.#failed(cause);
    }
  }

  async #failed(cause: unknown): Promise<void> {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (this.#trouble === null) this.#options.log.warn({ reason }, 'history: notes are kept in memory');
    this.#trouble = reason;
    const engine = this.#engine;
    this.#engine = null;
    await engine?.close().catch(() => undefined);
    this.#retryLater();
  }

  #retryLater(): void {
    const { clock, signal } = this.#options;
    if (this.#retries || signal.aborted) return;
    this.#retries = true;
    void clock.after(retryMs, signal).then(() => {
      this.#retries = false;
      if (!signal.aborted) this.#turn = this.#turn.then(() => this.#try(this.#flush));
    });
  }

  #forget(): void {
    const newest = [...this.#known.values()].filter(({ at }) => at >= this.#oldest());
    if (newest.length === this.#known.size && newest.length <= mostKept) return;
    const left = newest.sort((a, b) => b.at - a.at).slice(0, mostKept);
    this.#known = new Map(left.map((note) => [idOf(note), note]));
  }

  #oldest = (): number => this.#options.clock.now() - keptMs;
}
