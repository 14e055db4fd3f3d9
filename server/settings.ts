import type { ClusterId } from '#lib/core/ids.ts';
import type { Seconds } from '#lib/core/units.ts';
import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { Scope } from '#lib/prom/promql.ts';
import type { Silence } from '#lib/validation/silence.ts';
import type { Limits } from '#lib/verdict/limits.ts';

/** Where the Kubernetes API is and as whom it is read. */
export type KubeSettings =
  | {
      readonly source: 'kubeconfig';
      /** Merged as kubectl merges them: what an earlier file says stands. */
      readonly paths: readonly string[];
      readonly context: string;
    }
  | { readonly source: 'in-cluster' };

/** How Weft says who it is to an API. */
export type BackendAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  /** Read again when the file changes: projected tokens rotate. */
  | { readonly kind: 'bearer-file'; readonly path: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

/** Where an API is and how it is asked. */
export interface BackendSettings {
  /** Base URL without a trailing slash; may carry a path prefix. Never holds credentials. */
  readonly url: string;
  readonly auth: BackendAuth;
  /** PEM bundle trusted beside the system's, null for the system's alone. */
  readonly ca: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where traces are. */
export interface TraceSettings extends BackendSettings {
  /** Null means found out by asking. */
  readonly kind: 'jaeger' | 'tempo' | null;
  /** A web address with `{traceId}` in it, at which people look at a trace; null where there is none. */
  readonly link: string | null;
}

export interface PromSettings extends BackendSettings {
  /** Added as an equality matcher to every selector: for a Prometheus shared by several meshes. */
  readonly scope: Scope;
  readonly refreshInterval: Seconds;
  /** As set; null means found out from the series themselves. */
  readonly scrapeInterval: Seconds | null;
}

/** Everything that a person can set, parsed once at start. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Host names, beside the loopback ones, under which Weft may be asked for; lower case, without port. */
  readonly allowedHosts: readonly string[];
  readonly auth: 'local' | 'token';
  readonly cluster: ClusterId;
  readonly kube: KubeSettings;
  /** Namespaces to read when the identity may not list across the cluster; empty means ask Kubernetes. */
  readonly namespaces: readonly string[];
  readonly istioNamespace: string;
  readonly prom: PromSettings;
  /** Null where no trace backend is set. */
  readonly traces: TraceSettings | null;
  readonly logLevel: string;
  /** What health tolerates, where no annotation says it. Empty: Weft's own. */
  readonly toleranceRules: readonly ToleranceRule[];
  /** What a canary is held to. */
  readonly guardRails: Limits;
  /** Findings that are shown on demand only. */
  readonly silences: readonly Silence[];
  /** Where changes are kept: as set (null: not set), and the folder in which programs keep their state, where there is one. */
  readonly history: { readonly setting: string | null; readonly stateFolder: string | null };
  /** Nothing is written, whatever the viewer may do. */
  readonly viewOnly: boolean;
}
