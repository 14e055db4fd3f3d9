import { z } from 'zod';
import { finding } from '#lib/core/finding.ts';
import { clusterId, nodeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';

/**
 * GET /api/v1/findings[?namespaces=a,b][&kind=A,B][&level=error,warning,info][&code=A,B][&text=WORDS][&since=EPOCH][&suppressed=1]:
 * what is wrong with the configuration as it is now. The text of a finding is made from its code and args.
 */
export const findingsResponse = z.object({
  findings: z.array(
    finding.extend({
      /** When it was first seen; before Weft's start, when its object was last changed. Null where neither is known. */
      since: epochSeconds.nullable(),
      /** The node of the graph that shows it; null where none does, or none that the viewer may see. */
      node: nodeId.nullable(),
    }),
  ),
  /** Of the findings that the filter lets pass, suppressed ones left out. */
  counts: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
  /** How many are suppressed, whether or not they are among the findings. */
  suppressed: z.number().int(),
  /** Since when findings have been watched: what was there before is dated by its object. */
  watchedSince: epochSeconds.nullable(),
  /** Kinds that could not be read. What needs them is not checked: nothing said is not nothing wrong. */
  unread: z.array(
    z.object({
      cluster: clusterId,
      kind: z.string(),
      /** `partial`: Weft may list it in some namespaces only. */
      phase: z.enum(['loading', 'stale', 'partial', 'forbidden']),
      reason: z.string().nullable(),
      since: z.string().nullable(),
      /** Of a kind that is partly listed, the namespaces in which it is. */
      only: z.array(z.string()).nullable(),
      /** How many checks say nothing, or nothing of other namespaces, for the lack of it. */
      checks: z.number().int(),
    }),
  ),
});
export type FindingsResponse = z.infer<typeof findingsResponse>;
export type SeenFinding = FindingsResponse['findings'][number];

/**
 * POST /api/v1/review: what a draft would do to the findings. `text` is YAML or JSON, documents and Lists; objects in it that
 * are there already are changed, others created; `remove` are deleted. Nothing is written, and the draft is not kept.
 */
export const reviewRequest = z.object({
  text: z.string().max(120_000),
  remove: z.array(objectRef).max(100).default([]),
  /** The cluster that it is for; the only one where there is one. */
  cluster: clusterId.optional(),
  /** Where objects go that name no namespace. */
  namespace: z.string().min(1).max(253).default('default'),
});
export type ReviewRequest = z.input<typeof reviewRequest>;

export const reviewResponse = z.object({
  objects: z.array(
    z.object({
      object: objectRef,
      change: z.enum(['created', 'changed', 'same', 'removed']),
      /** Where it begins in the text, from 1; null for what is removed. */
      line: z.number().int().nullable(),
    }),
  ),
  /** Parts of the text that could not be taken in. */
  problems: z.array(z.object({ line: z.number().int(), says: z.string() })),
  /** Suppressed ones are left out. `line` is where the draft has the field, null for what is not in the draft. */
  appeared: z.array(finding.extend({ line: z.number().int().nullable() })),
  gone: z.array(finding),
  kept: z.array(finding.extend({ line: z.number().int().nullable() })),
});
export type ReviewResponse = z.infer<typeof reviewResponse>;
