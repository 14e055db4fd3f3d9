import type { KubeObject } from '#lib/k8s/object.ts';
import type { TargetRef } from './security-types.ts';

interface Provider {
  readonly name?: string;
}

interface Selecting {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

/** Istio's Telemetry, as far as Weft reads it. */
export interface TelemetrySpec extends Selecting {
  readonly tracing?: readonly { readonly providers?: readonly Provider[] }[];
  readonly metrics?: readonly { readonly providers?: readonly Provider[] }[];
  readonly accessLogging?: readonly {
    readonly providers?: readonly Provider[];
    readonly disabled?: boolean;
    readonly match?: { readonly mode?: string };
    /** In CEL, over Envoy's attributes. */
    readonly filter?: { readonly expression?: string };
  }[];
}
export type Telemetry = KubeObject<TelemetrySpec>;

/** Istio's WasmPlugin, as far as Weft reads it. */
export type WasmPlugin = KubeObject<Selecting>;

/** One change that an EnvoyFilter makes. */
export interface EnvoyPatch {
  readonly applyTo?: string;
  readonly match?: {
    readonly context?: string;
    readonly proxy?: { readonly proxyVersion?: string };
    readonly listener?: { readonly filterChain?: { readonly filter?: { readonly name?: string } } };
  };
  readonly patch?: { readonly operation?: string; readonly value?: { readonly name?: unknown } };
}
export type EnvoyFilter = KubeObject<{
  readonly priority?: number;
  readonly configPatches?: readonly EnvoyPatch[];
  readonly workloadSelector?: { readonly labels?: Readonly<Record<string, string>> };
}>;

/** Istio's ProxyConfig, as far as Weft reads it. */
export type ProxyConfig = KubeObject<Selecting & { readonly image?: { readonly imageType?: string } }>;
