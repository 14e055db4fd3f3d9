import { z } from 'zod';
import { kinds } from '#lib/k8s/kinds.ts';
import type { Clock } from '#server/context.ts';
import type { KubeClient } from '#server/kube/client.ts';
import { asKubeFailure } from '#server/kube/kube-failure.ts';
import { reviewRules } from '#server/kube/rules-review.ts';

/** Whoever may list the Services of a namespace may see its traffic and configuration. */
const judged = kinds.Service;
const keptMs = 60_000;
/** Before the first list is in nobody knows the namespaces: that answer must not last. */
const keptWhileStartingMs = 1000;
const atOnce = 16;

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

type Answer = ReadonlySet<string> | null;

/**
 * Namespaces a viewer may read, as Kubernetes answers for the viewer's own token (null: the server's identity); null for
 * all. Kept for a minute. Throws KubeFailure; 401 says that the token is not accepted any more.
 */
export class ReadableNamespaces {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #known: () => Iterable<string>;
  readonly #answers = new Map<string, { readonly until: number; readonly answer: Promise<Answer> }>();

  /** `known` names the namespaces of the cluster. */
  constructor(client: KubeClient, clock: Clock, known: () => Iterable<string>) {
    this.#client = client;
    this.#clock = clock;
    this.#known = known;
  }

  of(key: string, token: string | null): Promise<Answer> {
    const now = this.#clock.now();
    const kept = this.#answers.get(key);
    if (kept !== undefined && kept.until > now) return kept.answer;
    for (const [other, { until }] of this.#answers) if (until <= now) this.#answers.delete(other);
    const answer = this.#ask(token);
    const starting = this.#known()[Symbol.iterator]().next().done === true;
    this.#answers.set(key, { until: now + (starting ? keptWhileStartingMs : keptMs), answer });
    // A failure is not kept: the next request asks again.
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  forget(key: string): void {
    this.#answers.delete(key);
  }

  async #ask(token: string | null): Promise<Answer> {
    // Shared by all requests of the viewer, so it does not end with one of them.
    const signal = AbortSignal.timeout(15_000);
    if (await this.#mayList('', token, signal)) return null;
    const allowed = new Set<string>();
    const left = [...this.#known()];
    const worker = async () => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        if (await this.#mayRead(name, token, signal)) allowed.add(name);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return allowed;
  }

  async #mayRead(namespace: string, token: string | null, signal: AbortSignal): Promise<boolean> {
    const rules = await reviewRules(this.#client, namespace, token, signal).catch((cause) => {
      const failure = asKubeFailure(cause);
      if (failure.status === 401 || failure.status === null) throw failure;
      return null;
    });
    if (rules?.allows('list', judged)) return true;
    return rules === null || rules.incomplete ? this.#mayList(namespace, token, signal) : false;
  }

  /** SelfSubjectAccessReview of one namespace, or of all (`''`). */
  async #mayList(namespace: string, token: string | null, signal: AbortSignal): Promise<boolean> {
    const resourceAttributes = { verb: 'list', group: judged.group, resource: judged.plural, namespace };
    const answer = await this.#client.request({
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      method: 'POST',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      },
      token,
      signal,
    });
    return review.parse(answer.body).status.allowed;
  }
}
