import { z } from 'zod';
import { errorCode } from '#lib/core/error-code.ts';

/** Body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: errorCode,
    message: z.string(),
    cure: z.string().nullable(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
