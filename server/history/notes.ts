import type { Note } from './notes-engine.ts';

/** What is written down of problems: kept where changes are, in memory while that cannot be written. */
export interface NotesStore {
  /** Resolves when the notes are kept, in memory where nothing better is to be had. Never rejects. */
  put(notes: readonly Note[]): Promise<void>;
  /** The notes of a kind as last read, with all that was put here since; nobody waits for it. */
  known(kind: string): readonly Note[];
  /** Reads the notes of a kind anew: others may have put some. Never rejects. */
  refresh(kind: string): Promise<void>;
  /** Why notes are kept in memory though they should not be; null where all is well. */
  trouble(): string | null;
  close(): Promise<void>;
}
