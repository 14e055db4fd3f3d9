import type { Clock } from '#server/context.ts';
import type { Logger } from '#server/log.ts';
import type { NotesStore } from './notes.ts';
import type { Note, NotesEngine } from './notes-engine.ts';
import { RetriedEngine } from './retried-engine.ts';

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
const pruneEvery = 100;

/** Notes of problems and of what was written; what their engine does not take yet is kept in memory. */
export function createNotesStore(options: NotesStoreOptions): NotesStore {
  return new Store(options);
}

const idOf = ({ kind, key }: Note): string => `${kind} ${key}`;

class Store implements NotesStore {
  readonly #options: NotesStoreOptions;
  readonly #engine: RetriedEngine<NotesEngine>;
  #known = new Map<string, Note>();
  /** What the engine has not taken yet. */
  #waiting = new Map<string, Note>();
  #sincePrune = pruneEvery;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: NotesStoreOptions) {
    this.#options = options;
    this.#engine = new RetriedEngine({
      ...options,
      what: 'notes',
      onRetry: () => {
        this.#turn = this.#turn.then(() => this.#engine.try(this.#again));
      },
    });
  }

  trouble = (): string | null => this.#engine.trouble;

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
    await this.#engine.close();
  }

  /** One after the other. While it is known to be out of order only the retry asks the engine. */
  #next(work: (engine: NotesEngine) => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#engine.trouble === null ? this.#engine.try(work) : undefined));
    return this.#turn;
  }

  #flush = async (engine: NotesEngine): Promise<void> => {
    const notes = [...this.#waiting.values()];
    if (notes.length === 0) return;
    await engine.put(notes);
    for (const note of notes) if (this.#waiting.get(idOf(note)) === note) this.#waiting.delete(idOf(note));
    this.#sincePrune += notes.length;
    if (this.#sincePrune < pruneEvery) return;
    this.#sincePrune = 0;
    await engine.prune(this.#oldest(), mostKept);
  };

  /** That there is nothing to write proves nothing: an engine may connect at its first question. */
  #again = async (engine: NotesEngine): Promise<void> => {
    if (this.#waiting.size === 0) await engine.list('');
    await this.#flush(engine);
  };

  #forget(): void {
    const newest = [...this.#known.values()].filter(({ at }) => at >= this.#oldest());
    if (newest.length === this.#known.size && newest.length <= mostKept) return;
    const left = newest.sort((a, b) => b.at - a.at).slice(0, mostKept);
    this.#known = new Map(left.map((note) => [idOf(note), note]));
  }

  #oldest = (): number => this.#options.clock.now() - keptMs;
}
