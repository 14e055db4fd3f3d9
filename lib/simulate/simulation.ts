import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { type StepCode, stepCodes } from './step-texts.ts';

/** What a step is about, in the order in which a request meets it. */
const stages = ['caller', 'host', 'route', 'destination', 'wire', 'access'] as const;
export type Stage = (typeof stages)[number];

/**
 * What a step comes to: the request goes on, the step decides where it goes, it ends here, nobody can tell from what is known, or
 * it is only worth knowing.
 */
const stepVerdict = z.enum(['passed', 'decides', 'blocks', 'unknown', 'note']);
export type StepVerdict = z.infer<typeof stepVerdict>;

/** One thing that the mesh looks at, with the field that decides. Its text is made from the catalogue. */
export const step = z.object({
  stage: z.enum(stages),
  verdict: stepVerdict,
  code: z.enum(stepCodes),
  args: z.record(z.string(), z.string()),
  object: objectRef.nullable(),
  /** The deciding field, such as `spec.http[0].match[1]`; null where the object as a whole decides, or none does. */
  path: z.string().nullable(),
});
export type Step = z.infer<typeof step>;

/**
 * A rule that stands where the request is routed: the one that takes it, one before it whose conditions do not hold (`why` says
 * which), one after it that would take it too, one after it that would not, or one that is never asked.
 */
const consideredRule = z.object({
  object: objectRef.nullable(),
  path: z.string(),
  name: z.string().nullable(),
  outcome: z.enum(['taken', 'skipped', 'shadowed', 'later', 'unknown']),
  why: z.string(),
  /** The condition that does not hold, as a path in the object. */
  field: z.string().nullable(),
});
export type ConsideredRule = z.infer<typeof consideredRule>;

/** Who makes the answer. */
const maker = z.enum([
  'application',
  'outside',
  'caller-proxy',
  'gateway',
  'waypoint',
  'callee-proxy',
  'ztunnel',
  'network',
  'name-lookup',
]);
export type Maker = z.infer<typeof maker>;

/**
 * How a request ends: at somebody who answers it, with an answer of a proxy that is meant so (a redirect), with a failure, or
 * nobody can tell.
 */
export const ending = z.object({
  kind: z.enum(['reaches', 'answered', 'fails', 'unknown']),
  by: maker,
  /** HTTP status; 0 where there is none; null where the one who is reached decides. */
  code: z.number().int().nullable(),
  /** Envoy's short flag, `-` for none. */
  flags: z.string(),
  /** Whether it is so only where the network plugin carries NetworkPolicies out, which is not known. */
  ifEnforced: z.literal(true).optional(),
});
export type Ending = z.infer<typeof ending>;

/** Some of the pods that a destination chooses among, alike in all that matters. */
export const end = z.object({
  /** Of the requests that this hop sends, 0 to 1. */
  share: z.number().min(0).max(1),
  workload: z.object({ namespace: z.string(), name: z.string() }).nullable(),
  pods: z.number().int().nullable(),
  /** The port of the pod. */
  port: z.number().int().nullable(),
  steps: z.array(step),
  ending,
  /** The place in `hops` at which a gateway passes it on. */
  next: z.number().int().nullable(),
});
export type End = z.infer<typeof end>;

export const destination = z.object({
  share: z.number().min(0).max(1),
  host: z.string(),
  subset: z.string().nullable(),
  port: z.number().int().nullable(),
  /** Whether it is a copy whose answer is thrown away; `share` is then how much is copied. */
  mirror: z.boolean(),
  steps: z.array(step),
  ends: z.array(end),
});
export type Destination = z.infer<typeof destination>;

const fault = z.object({ percent: z.number(), value: z.string() });

/** What the rule does beside choosing; times in milliseconds, null for none. */
export const effects = z.object({
  timeout: z.number().nullable(),
  retries: z.object({ attempts: z.number(), perTry: z.number().nullable(), on: z.string() }).nullable(),
  delay: fault.nullable(),
  abort: fault.nullable(),
  path: z.string().nullable(),
  authority: z.string().nullable(),
  others: z.array(z.string()),
});
export type Effects = z.infer<typeof effects>;

/** What one proxy does with the request, from its arrival to the ends of all its destinations. */
export const hop = z.object({
  at: z.object({ namespace: z.string(), name: z.string() }).nullable(),
  steps: z.array(step),
  rules: z.array(consideredRule),
  effects: effects.nullable(),
  destinations: z.array(destination),
  /** Where the request ends before there is a destination. */
  ending: ending.nullable(),
});
export type Hop = z.infer<typeof hop>;

/** The way of one request: the first hop is the caller's, others are those of gateways that it passes. */
export const simulation = z.object({ hops: z.array(hop).min(1) });
export type Simulation = z.infer<typeof simulation>;

export interface StepOptions {
  readonly args?: Readonly<Record<string, string>>;
  readonly object?: Step['object'];
  readonly path?: string | null;
}

/** Makes a step. */
export const stepOf = (
  stage: Stage,
  verdict: StepVerdict,
  code: StepCode,
  { args = {}, object = null, path = null }: StepOptions = {},
): Step => ({ stage, verdict, code, args: { ...args }, object, path });

export const fails = (by: Maker, code: number, flags: string): Ending => ({ kind: 'fails', by, code, flags });

/** Every step of a simulation in its order, copies left out. */
export const stepsOf = ({ hops }: Simulation): readonly Step[] =>
  hops.flatMap(({ steps, destinations }) => [
    ...steps,
    ...destinations
      .filter(({ mirror }) => !mirror)
      .flatMap((each) => [...each.steps, ...each.ends.flatMap((one) => one.steps)]),
  ]);
