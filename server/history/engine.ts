import type { ChangeRecord } from '#lib/history/change-record.ts';

/** Which changes are asked for. Times in Unix seconds, both ends included; null stands for all. */
export interface HistoryQuery {
  readonly from: number;
  readonly to: number;
  /** Of these namespaces alone; what belongs to the cluster has none and is left out then. */
  readonly namespaces: ReadonlySet<string> | null;
  readonly kinds: ReadonlySet<string> | null;
  /** Keys of objects, as `objectKey` makes them. */
  readonly objects: ReadonlySet<string> | null;
  /** People and field managers who did it, as `whoOf` tells. */
  readonly who?: ReadonlySet<string> | null;
  /** Texts in lower case that all stand somewhere in what is told of a change. */
  readonly words?: readonly string[];
  readonly limit: number;
}

/** How many changes of a kind of object somebody made. */
export interface HistoryCount {
  readonly kind: string;
  readonly who: string;
  readonly count: number;
}

/** Where changes are kept. Every method rejects where the engine cannot do it now; what was resolved is durable. */
export interface HistoryEngine {
  /**
   * Keeps changes, each id once. One that was found afterwards is left out where its object has another of the same
   * second: that one was watched and knows more. So does one that was written through Weft: it takes the place of
   * what the watch says of it (the same id, or the same fields within a second), whichever comes first.
   */
  append(changes: readonly ChangeRecord[]): Promise<void>;
  /** The newest first; of one second the one that was kept last. */
  list(query: HistoryQuery): Promise<readonly ChangeRecord[]>;
  /** How many there are of what is asked for, whatever the limit. */
  count(query: HistoryQuery): Promise<readonly HistoryCount[]>;
  /** Forgets what is older than `before` (Unix seconds), and the oldest beyond `most`. */
  prune(before: number, most: number): Promise<void>;
  close(): Promise<void>;
}
