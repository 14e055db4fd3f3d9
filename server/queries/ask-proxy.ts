import type { MissingPart, ProxyResponse } from '#lib/api/proxy-contract.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import type { Result } from '#lib/core/result.ts';
import type { Context, PodPort } from '../context.ts';

/** What is wanted of a port of a pod. */
export interface Wanted<T> {
  /** As the answer's `missing` calls it. */
  readonly what: string;
  readonly pod: PodPort;
  readonly path: string;
  readonly read: (body: string) => Result<T, string>;
}

/** Asks ports of pods as the viewer and takes down what it cost, and what could not be had: one failure leaves the rest. */
export class ProxyAsker {
  readonly #ctx: Context;
  readonly asked: ProxyResponse['asked'] = [];
  readonly missing: MissingPart[] = [];

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** What was read, null where it is missing. Throws only where the one who asks has gone. */
  async ask<T>(wanted: Wanted<T>): Promise<T | null> {
    try {
      return await this.tried(wanted);
    } catch (cause) {
      if (this.#ctx.signal.aborted || !isWeftError(cause)) throw cause;
      this.lacks(wanted.what, cause);
      return null;
    }
  }

  lacks(what: string, { code, message, cure }: WeftError): void {
    this.missing.push({ what, code, message, cure });
  }

  /** The same where a failure is the caller's to handle. Throws WeftError. */
  async tried<T>({ pod, path, read }: Wanted<T>): Promise<T> {
    const { kube, clock, viewer, signal } = this.#ctx;
    const started = clock.now();
    const answer = await kube.forwardGet(pod, path, viewer, signal);
    const { name, port } = pod;
    this.asked.push({ pod: name, port, path, bytes: answer.bytes, ms: clock.now() - started });
    if (answer.status !== 200)
      throw new WeftError(
        'unavailable',
        `Pod ${pod.namespace}/${name} answered ${answer.status} to ${path}.`,
        {
          cure: 'Look at whether its version of Istio serves this.',
        },
      );
    const value = read(answer.body);
    if (!value.ok)
      throw new WeftError('unavailable', value.error, {
        cure: 'Ask the pod yourself: the command beside this does.',
      });
    return value.value;
  }
}
