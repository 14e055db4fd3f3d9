import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { HistoryCount, HistoryQuery } from './engine.ts';

/** The history of the mesh: kept where it is set to be, in memory while that cannot be written. */
export interface HistoryStore {
  /** Resolves when the changes are kept, in memory where nothing better is to be had. Never rejects. */
  append(changes: readonly ChangeRecord[]): Promise<void>;
  list(query: HistoryQuery): Promise<readonly ChangeRecord[]>;
  /** How many there are of what is asked for, whatever the limit. */
  count(query: HistoryQuery): Promise<readonly HistoryCount[]>;
  /** Why changes are kept in memory though they should not be; null where all is well. */
  trouble(): string | null;
  /** Whether what is kept outlives the process. */
  lasting(): boolean;
  close(): Promise<void>;
}
