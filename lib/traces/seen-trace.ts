import { z } from 'zod';
import { edgeId, nodeId } from '#lib/core/ids.ts';
import { span } from './trace.ts';

/** A span as a viewer may see it, and where on the graph it stands. */
export const seenSpan = span.extend({
  /** It is of a namespace that the viewer may not read: that it was there and how long is all that is told. */
  covered: z.boolean(),
  node: nodeId.nullable(),
  edge: edgeId.nullable(),
});
export type SeenSpan = z.infer<typeof seenSpan>;
