import type { KindInfo } from '#lib/k8s/kinds.ts';
import type { Clock } from '#server/context.ts';
import type { KubeClient } from './client.ts';
import { type NamespaceRules, reviewRules } from './rules-review.ts';

const keptMs = 55_000;

/** In which namespaces the server's own identity may list a kind: asked where it may not list across the cluster. */
export class NamespaceAccess {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #candidates: () => readonly string[];
  readonly #rules = new Map<
    string,
    { readonly until: number; readonly rules: Promise<NamespaceRules | null> }
  >();

  /** `candidates` names the namespaces that come into question. */
  constructor(client: KubeClient, clock: Clock, candidates: () => readonly string[]) {
    this.#client = client;
    this.#clock = clock;
    this.#candidates = candidates;
  }

  async listable(kind: KindInfo, signal: AbortSignal): Promise<readonly string[]> {
    const answers = this.#candidates().map(async (namespace) => {
      const rules = await this.#rulesOf(namespace, signal);
      // Where Kubernetes cannot say, listing itself does.
      const may = rules === null || rules.incomplete || rules.allows('list', kind);
      return may ? [namespace] : [];
    });
    return (await Promise.all(answers)).flat();
  }

  #rulesOf(namespace: string, signal: AbortSignal): Promise<NamespaceRules | null> {
    const known = this.#rules.get(namespace);
    if (known !== undefined && known.until > this.#clock.now()) return known.rules;
    const rules = reviewRules(this.#client, namespace, null, signal).catch(() => null);
    this.#rules.set(namespace, { until: this.#clock.now() + keptMs, rules });
    return rules;
  }
}
