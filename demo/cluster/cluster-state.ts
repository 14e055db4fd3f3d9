import type { ObjectStore } from './storage/object-store.ts';
import type { OwnerIndex } from './storage/owner-index.ts';
import type { TypeRegistry } from './types/type-registry.ts';

/** Who asks, as authentication found out. */
export interface User {
  name: string;
  uid: string;
  groups: string[];
}

/** A pod as the log and port-forward sources are asked for it. */
export interface PodName {
  namespace: string;
  name: string;
}

/** Lines a container wrote so far, and, where it goes on writing, the later ones. */
export interface PodLog {
  lines(): readonly string[];
  subscribe?(listener: (line: string) => void): () => void;
}

/** An HTTP answer of a port inside a pod. */
export interface PodAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** What the parts of the API share: the store, the types, the clock, and where pods get their logs from. */
export interface ClusterState {
  readonly store: ObjectStore;
  readonly owners: OwnerIndex;
  readonly types: TypeRegistry;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Bearer token to user. */
  readonly users: ReadonlyMap<string, User>;
  /** Signs the tokens of service accounts. */
  readonly tokenKey: Buffer;
  readonly podLogs: ((pod: PodName, container: string) => PodLog | null) | null;
  readonly podAdmin: ((pod: PodName, port: number, path: string) => PodAnswer | null) | null;
  /** How long a watch with bookmarks stays silent at most, in milliseconds. */
  readonly bookmarkInterval: number;
}

/** The clock's time as metadata has it: RFC 3339, whole seconds, UTC. */
export function timestamp(state: Pick<ClusterState, 'clock'>): string {
  return `${new Date(state.clock()).toISOString().slice(0, 19)}Z`;
}
