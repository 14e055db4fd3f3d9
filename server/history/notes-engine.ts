import type { Json } from '#lib/core/json.ts';

/** What is written down under a key: a newer one takes the place of an older. */
export interface Note {
  readonly kind: string;
  readonly key: string;
  /** Milliseconds since the epoch at which it was written: of two the later stands. */
  readonly at: number;
  readonly body: Json;
}

/** Where notes are kept. Every method rejects where the engine cannot do it now; what was resolved is durable. */
export interface NotesEngine {
  /** All of them or none. An older note than the one that is kept is left out. */
  put(notes: readonly Note[]): Promise<void>;
  /** The notes of a kind, the newest first. */
  list(kind: string): Promise<readonly Note[]>;
  /** Forgets what was written before `before` (milliseconds since the epoch), and the oldest beyond `most` of all kinds. */
  prune(before: number, most: number): Promise<void>;
  close(): Promise<void>;
}
