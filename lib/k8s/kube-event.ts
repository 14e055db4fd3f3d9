import { z } from 'zod';

const text = z.string().catch('');

/** The parts of a core/v1 Event that are told. Whatever is not in shape is empty: events are written by anybody. */
export const kubeEvent = z.object({
  type: text,
  reason: text,
  message: text,
  count: z.number().catch(1),
  lastTimestamp: text,
  eventTime: text,
  involvedObject: z.object({ apiVersion: text, kind: text, namespace: text, name: text }),
});
