import { z } from 'zod';
import { check } from '#lib/core/check.ts';
import { errorCode } from '#lib/core/error-code.ts';
import { finding } from '#lib/core/finding.ts';
import { edgeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds, perSecond, seconds, share } from '#lib/core/units.ts';
import { changePlan, wholeObject } from '#lib/edit/change-plan.ts';
import { managedBy } from '#lib/k8s/managed-by.ts';

/** Whether the viewer may do something, as Kubernetes answered; `lacks` names the verb and the resource that are missing. */
const right = z.object({ allowed: z.boolean(), lacks: z.string().nullable() });

/** GET /api/v1/editable?cluster=&group=&kind=&namespace=&name= : an object whole, as editors begin from, and who may change it. */
export const editableResponse = z.object({
  object: objectRef,
  /** As the API server has it, unknown fields and all; of `managedFields` the lists of fields are left out. */
  content: wholeObject,
  may: z.object({ patch: right, delete: right }),
  /** Set to write nothing, whatever the viewer may do. */
  viewOnly: z.boolean(),
  managedBy: managedBy.nullable(),
});
export type EditableResponse = z.infer<typeof editableResponse>;

/** Requests counted at the source since the route changed, and where the share lies that is behind them (99 %). */
const observedShare = z.object({ requests: z.number(), share: share, low: share, high: share });

const splitDestination = z.object({
  /** Its place in the rule's list. */
  index: z.number().int(),
  /** Null where nothing was seen of it, or where it cannot be told apart. */
  observed: observedShare.nullable(),
  /** Requests per second that reach it now, of all rules; null without data. */
  rate: perSecond.nullable(),
  /** Ready pods of those that it selects; null where its pods cannot be known (another cluster, an external host). */
  ready: z.number().int().nullable(),
  pods: z.number().int().nullable(),
  autoscaler: z.object({ min: z.number().int(), max: z.number().int() }).nullable(),
  /** Whether its subset is defined by the DestinationRule in force; `none`: it names no subset. */
  subset: z.enum(['none', 'defined', 'missing']),
  /** Its Service, or the ServiceEntry of its host; null where there is none. */
  backend: objectRef.nullable(),
  /** The DestinationRule in force. */
  destinationRule: objectRef.nullable(),
});

/** GET /api/v1/split?cluster=&group=&kind=&namespace=&name= : what is seen of each rule of a route, beside what it declares. */
export const splitResponse = z.object({
  at: epochSeconds,
  /** Requests are counted from here: when the spec was last written, at most `longest` ago. */
  since: epochSeconds,
  longest: seconds,
  rules: z.array(
    z.object({
      /** As lib/edit/split names it: `http/0`, `tcp/1`, `rules/0`. */
      id: z.string(),
      destinations: z.array(splitDestination),
      /** Ids of rules, this one among them, whose traffic cannot be told apart; empty where it stands alone. */
      mixedWith: z.array(z.string()),
      /** Requests (of TCP, connections) per second of everything that reaches its destinations; null without data. */
      rate: perSecond.nullable(),
    }),
  ),
  /** Whether the control plane has taken the newest spec, where it says so. */
  accepted: z.object({ state: z.enum(['accepted', 'refused', 'pending', 'not-known']), says: z.string() }),
  promql: z.array(z.object({ name: z.string(), promql: z.string() })),
  missing: z.array(z.object({ query: z.string(), reason: z.string() })),
});
export type SplitResponse = z.infer<typeof splitResponse>;

/** POST /api/v1/plan: what a plan would do, also to what is wrong on `edge` where that is named. Nothing is written. */
export const planRequest = z.object({ plan: changePlan, edge: edgeId.nullable().default(null) });

const plannedStep = z.object({
  object: objectRef,
  do: z.enum(['patch', 'create', 'delete']),
  /** YAML as it is and as it would be, null before it is created and after it is deleted. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** What admission and validation said in the dry run. */
  warnings: z.array(z.string()),
  /** Why the dry run, or reading the object, failed; then nothing of the plan can be applied. */
  refused: z.object({ code: errorCode, message: z.string(), cure: z.string().nullable() }).nullable(),
});

/** Requests per second as they are and as they would be: a prediction, of the shares alone. */
const predicted = z.object({
  /** Who gets it: `reviews v2`, or a downstream edge. */
  what: z.string(),
  edge: edgeId.nullable(),
  now: perSecond.nullable(),
  after: perSecond.nullable(),
});

export const planResponse = z.object({
  steps: z.array(plannedStep),
  appeared: z.array(finding),
  gone: z.array(finding),
  checks: z.array(check),
  prediction: z.array(predicted),
});
export type PlanResponse = z.infer<typeof planResponse>;

/** POST /api/v1/apply: writes a plan. `confirmed` are the words typed to pass checks that block. */
export const applyRequest = z.object({
  plan: changePlan,
  confirmed: z.array(z.string()).max(20).default([]),
  /** What it is meant to do, in one sentence, for the history; told from the steps where absent. */
  says: z.string().max(500).optional(),
});

/** POST /api/v1/undo: takes a change back that Weft made. Guard rails do not stand in its way; rights and conflicts do. */
export const undoRequest = z.object({ change: z.string().max(100) });

export const applyResponse = z.object({
  /** By this it can be taken back. */
  change: z.string(),
  at: epochSeconds,
  steps: z.array(
    z.object({
      object: objectRef,
      do: z.enum(['patch', 'create', 'delete']),
      resourceVersion: z.string().nullable(),
      generation: z.number().int().nullable(),
      warnings: z.array(z.string()),
    }),
  ),
  /** The plan that takes it back, should the server have forgotten; null where nothing was changed. */
  back: changePlan.nullable(),
});
export type ApplyResponse = z.infer<typeof applyResponse>;

/** GET /api/v1/changes: what was written through Weft, as long as it is remembered, of what the viewer may read, the newest first. */
export const changesResponse = z.object({
  changes: z.array(
    z.object({
      id: z.string(),
      at: epochSeconds,
      user: z.string(),
      says: z.string(),
      objects: z.array(z.object({ object: objectRef, do: z.enum(['patch', 'create', 'delete']) })),
      /** The change that this one takes back. */
      undoes: z.string().nullable(),
      /** The change by which this one was taken back. */
      undoneBy: z.string().nullable(),
    }),
  ),
});
export type ChangesResponse = z.infer<typeof changesResponse>;
