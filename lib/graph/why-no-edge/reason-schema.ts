import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { reasonTexts } from './catalogue.ts';
import type { ReasonCode } from './reason.ts';

/** The codes of the catalogue; `Object.keys` forgets that they are no other texts and more than none. */
const reasonCodes = Object.keys(reasonTexts) as [ReasonCode, ...ReasonCode[]];

/** Something that was seen. `path` is the field of the object, where there is one. */
const reasonEvidence = z.object({
  text: z.string(),
  object: objectRef.optional(),
  path: z.string().optional(),
  nodes: z.array(nodeId).optional(),
  edges: z.array(edgeId).optional(),
});

/** A reason as it travels; its texts are made by `reasonText` where it is shown. */
export const reason = z.object({
  code: z.enum(reasonCodes),
  /** It must keep the edge away, it would, it could. */
  certainty: z.enum(['certain', 'likely', 'possible']),
  args: z.record(z.string(), z.string()),
  evidence: z.array(reasonEvidence),
});
