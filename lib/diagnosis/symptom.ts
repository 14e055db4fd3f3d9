import { z } from 'zod';
import { epochSeconds, perSecond, share } from '#lib/core/units.ts';
import { reporter } from '#lib/graph/model.ts';

/**
 * Where errors are made: by the caller's proxy before anything was sent, between the two proxies, by the callee's proxy, by the
 * callee's application, behind the callee, or by the caller's own application, which gave up.
 */
export const madeBy = z.enum([
  'caller-proxy',
  'wire',
  'callee-proxy',
  'callee-app',
  'behind',
  'caller-app',
  'cannot-tell',
]);
export type MadeBy = z.infer<typeof madeBy>;

/** How requests end: HTTP status (`-` without a response), gRPC status where the protocol has one, flags as a sorted set. */
export const outcome = z.object({
  code: z.string(),
  grpcStatus: z.string().nullable(),
  flags: z.array(z.string()),
});
export type Outcome = z.infer<typeof outcome>;

/**
 * What is wrong on an edge, before anything is said of why.
 * - `errors`: requests fail, most of them with `outcome`; `share` of all and `rate` are those of now where series tell, else of the
 *   window, which may begin before the errors;
 * - `slow`: requests take much longer than before (`now` and `before` in milliseconds);
 * - `stopped`: traffic that was there is not any more (`now` and `before` in requests per second).
 * `since` is null where the beginning lies before what was looked at, or was not looked for.
 */
export const symptom = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('errors'),
    outcome,
    madeBy,
    reporter,
    /** Requests with that outcome, errors of any kind, and all requests of the window. */
    count: z.number(),
    errors: z.number(),
    total: z.number(),
    share: share.nullable(),
    rate: perSecond,
    since: epochSeconds.nullable(),
  }),
  z.object({
    kind: z.literal('slow'),
    now: z.number(),
    before: z.number(),
    since: epochSeconds.nullable(),
  }),
  z.object({
    kind: z.literal('stopped'),
    now: z.number(),
    before: z.number(),
    since: epochSeconds.nullable(),
  }),
]);
export type Symptom = z.infer<typeof symptom>;
export type ErrorsSymptom = Extract<Symptom, { kind: 'errors' }>;
