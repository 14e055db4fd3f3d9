import { kinds } from '#lib/k8s/kinds.ts';
import type { Clock } from '#server/context.ts';
import type { KubeClient } from '#server/kube/client.ts';
import { asKubeFailure } from '#server/kube/kube-failure.ts';
import { reviewRules } from '#server/kube/rules-review.ts';
import { reviewSelfAccess } from '#server/kube/self-access-review.ts';

/** Whoever may list the Services of a namespace may see its traffic and configuration. */
const judged = kinds.Service;
const keptMs = 60_000;
/** Before the first list is in nobody knows the namespaces: that answer must not last. */
const keptWhileStartingMs = 1000;
/**
 * An API server that has just started says no to everybody until it has read its roles. An answer that takes something away is
 * asked for again this often, for this long, before it is kept.
 */
const doubtedMs = 2000;
const doubtMs = 30_000;
/** What was answered is remembered for so long, to tell what is taken away. */
const rememberedMs = 10 * 60_000;
const atOnce = 16;

type Answer = ReadonlySet<string> | null;

interface Kept {
  readonly answer: Promise<Answer>;
  until: number;
  /** When it became known that something was taken away; null where nothing was. */
  narrowedAt: number | null;
}

/**
 * Namespaces a viewer may read, as Kubernetes answers for the viewer's own token (null: the server's identity); null for
 * all. Kept for a minute. Throws KubeFailure; 401 says that the token is not accepted any more.
 */
export class ReadableNamespaces {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #known: () => Iterable<string>;
  readonly #answers = new Map<string, Kept>();

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
    for (const [other, { until }] of this.#answers)
      if (until + rememberedMs <= now) this.#answers.delete(other);
    const answer = this.#ask(token);
    const starting = this.#known()[Symbol.iterator]().next().done === true;
    const until = now + (starting ? keptWhileStartingMs : keptMs);
    const entry: Kept = { answer, until, narrowedAt: kept?.narrowedAt ?? null };
    this.#answers.set(key, entry);
    // A failure is not kept: the next request asks again.
    answer.catch(() => {
      if (this.#answers.get(key) !== entry) return;
      if (kept === undefined) this.#answers.delete(key);
      else this.#answers.set(key, { ...kept, until: 0 });
    });
    void this.#doubt(entry, kept?.answer);
    return answer;
  }

  async #doubt(entry: Kept, previous: Promise<Answer> | undefined): Promise<void> {
    const [answer, before] = await Promise.allSettled([entry.answer, previous]);
    if (answer.status === 'rejected') return;
    const now = this.#clock.now();
    if (before.status === 'fulfilled' && before.value !== undefined && takesAway(before.value, answer.value))
      entry.narrowedAt = now;
    if (entry.narrowedAt !== null && now - entry.narrowedAt < doubtMs) entry.until = now + doubtedMs;
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

  /** Of one namespace, or of all (`''`). */
  #mayList(namespace: string, token: string | null, signal: AbortSignal): Promise<boolean> {
    const asked = { verb: 'list', group: judged.group, resource: judged.plural, namespace };
    return reviewSelfAccess(this.#client, asked, token, signal);
  }
}

const takesAway = (before: Answer, now: Answer): boolean =>
  now !== null && (before === null || [...before].some((name) => !now.has(name)));
