import type { z } from 'zod';

/** One endpoint as the OpenAPI document tells of it. */
export interface Operation {
  readonly path: string;
  readonly method: 'get' | 'post' | 'delete';
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly request?: z.ZodType;
  /** Name and schema of the answer; null for an answer without a body. */
  readonly answer: Answer | null;
}

interface Answer {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly type?: string;
  /** Whether who accepts `application/gzip` gets it packed. */
  readonly packed?: boolean;
}
