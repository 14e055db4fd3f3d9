import type { StatusResponse } from '#lib/api/status-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { JsonPatchOperation } from '#lib/edit/change-plan.ts';
import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Silence } from '#lib/validation/silence.ts';
import type { Limits } from '#lib/verdict/limits.ts';
import type { HistoryStore } from './history/history.ts';
import type { NotesStore } from './history/notes.ts';
import type { Logger } from './log.ts';
import type { PromSource } from './prom/source.ts';
import type { TraceSource } from './traces/backend.ts';

/** Time as an argument: tests drive it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` is aborted (never rejects: the caller looks at its signal). */
  after(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Who asks. `token` is the viewer's own bearer token in mode `token`; it never leaves the server. */
export interface Viewer {
  readonly mode: 'local' | 'token';
  /** Stable for the life of a session; fit for the log. */
  readonly id: string;
  /** The name Kubernetes knows the viewer by. */
  readonly user: string;
  readonly token: string | null;
  /** Namespaces whose configuration the viewer may read; null means all. */
  readonly namespaces: ReadonlySet<string> | null;
  /** Aborted when the viewer's session ends; what is open for them ends with it. */
  readonly signedOut: AbortSignal;
}

/** The declared side of the mesh: one shared watch of the Kubernetes API. */
export interface KubeSource {
  snapshot(): MeshSnapshot;
  /** Called once per batch of changes. Returns its own undo. */
  subscribe(listener: (snapshot: MeshSnapshot) => void): () => void;
  status(): StatusResponse['kubernetes'];
  /** Called when a kind or the source as a whole changes phase. Returns its own undo. */
  onStatus(listener: () => void): () => void;
  identity(): StatusResponse['identity'];
  /** Reads one object live with the viewer's rights. Throws WeftError `not-found`, `forbidden`, `unavailable`. */
  read(ref: ObjectRef, viewer: Viewer, signal: AbortSignal): Promise<LiveObject>;
  /**
   * Writes one object with the viewer's rights, as field manager `weft`, strictly validated; `dryRun` changes nothing.
   * Throws WeftError: `conflict` for a stale version or a name that is taken, `invalid` for a write that is refused (a
   * failed `test` of a patch among them).
   */
  write(
    ref: ObjectRef,
    write: KubeWrite,
    options: { readonly dryRun: boolean },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<WrittenObject>;
  /**
   * Reads what a container logged, with the viewer's rights and within bounds. Throws WeftError: `forbidden` names the right,
   * `not-found`, `invalid` for a container that has no such log, `timeout` and `unavailable` where nothing came.
   */
  log(asked: LogAsked, viewer: Viewer, signal: AbortSignal): Promise<LogRead>;
  /** Whether the viewer may do this to the object (SelfSubjectAccessReview). An answer that cannot be had is a no. */
  may(verb: WriteVerb, ref: ObjectRef, viewer: Viewer, signal: AbortSignal): Promise<boolean>;
  /**
   * One GET to a port of a pod with the viewer's rights, through a port-forward, bounded in time and bytes. It reads, whatever
   * Kubernetes calls the right to it: Weft set to view only does it too. Throws WeftError `forbidden`, `not-found`, `timeout`,
   * `too-large`, `unavailable`.
   */
  forwardGet(pod: PodPort, path: string, viewer: Viewer, signal: AbortSignal): Promise<ForwardedAnswer>;
  close(): Promise<void>;
}

/** A port on which a pod listens, if only for itself. */
export interface PodPort {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

export interface ForwardedAnswer {
  /** The pod's own HTTP status. */
  readonly status: number;
  readonly body: string;
  readonly bytes: number;
}

export type WriteVerb = 'patch' | 'create' | 'delete';

/** What is done to one object; a deletion holds for one version of it. */
export type KubeWrite =
  | { readonly do: 'patch'; readonly operations: readonly JsonPatchOperation[] }
  | { readonly do: 'create'; readonly object: KubeObject }
  | { readonly do: 'delete'; readonly resourceVersion: string };

/** An object after a write, null where it was deleted, with the warnings that admission and validation gave. */
export interface WrittenObject {
  readonly object: KubeObject | null;
  readonly warnings: readonly string[];
}

/** The log of one container. */
export interface LogAsked {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Of the container that ran before this one. */
  readonly previous: boolean;
  /** Milliseconds since the epoch from which on; null for all that is kept. */
  readonly since: number | null;
  /** Milliseconds since the epoch: what was written later need not be read; null for all of it. */
  readonly until: number | null;
  /** The last so many lines; null for the first that fit within the bound on bytes. */
  readonly tail: number | null;
}

/** What was read of a log. */
export interface LogRead {
  /** In their order. Bytes that are no UTF-8 stand there as U+FFFD. */
  readonly lines: readonly LogLine[];
  readonly bytes: number;
  /** Why the log does not stand here to its end; null where it does. */
  readonly cut: { readonly by: 'bytes' | 'timeout' | 'broken'; readonly reason: string } | null;
}

/** One line, as far as it is kept. */
export interface LogLine {
  readonly text: string;
  /** How long it is in all, in bytes. */
  readonly bytes: number;
}

/** An object as the API server has it now, untrimmed but for `metadata.managedFields[].fieldsV1`. */
export interface LiveObject {
  readonly object: KubeObject;
  /** Whether the viewer may patch it, as Kubernetes answered. */
  readonly mayPatch: boolean;
}

/** What every query and command is handed. */
export interface Context {
  readonly kube: KubeSource;
  readonly prom: PromSource;
  readonly clock: Clock;
  readonly viewer: Viewer;
  /** Aborted when the request's client goes away or the server shuts down. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** What is tolerated where no annotation says it, as set; absent means Weft's own. */
  readonly toleranceRules?: readonly ToleranceRule[];
  /** What a canary is held to, as set; absent means Weft's own. */
  readonly guardRails?: Limits;
  /** Findings that settings suppress; absent means none. */
  readonly silences?: readonly Silence[];
  /** What changed; absent where nothing keeps it. */
  readonly history?: HistoryStore;
  /** What is written down of problems and of what was written; absent where nothing keeps it. */
  readonly notes?: NotesStore;
  /** Where traces are; absent where no backend is set. */
  readonly traces?: TraceSource;
  /** Set to write nothing at all, whatever the viewer may do. */
  readonly viewOnly?: boolean;
}
