import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';

/**
 * One thing that was looked at for a cause: it speaks for the cause (`confirmed`), against it (`contradicted`), or could not be
 * seen (`unknown`). With a decisive check the cause stands or falls. `promql` and `command` show the same by hand.
 */
export const check = z.object({
  text: z.string(),
  result: z.enum(['confirmed', 'contradicted', 'unknown']),
  decisive: z.boolean(),
  object: objectRef.nullable(),
  path: z.string().nullable(),
  promql: z.string().nullable(),
  command: z.string().nullable(),
});
export type Check = z.infer<typeof check>;

/** What a check points at, and how to see it by hand. */
export type Cite = Partial<Pick<Check, 'object' | 'path' | 'promql' | 'command'>>;

interface Texts {
  readonly yes: string;
  readonly no: string;
  readonly unknown?: string;
}

/** A check that holds, does not hold, or (null) could not be made. */
export function checked(holds: boolean | null, { yes, no, unknown }: Texts, cite: Cite = {}): Check {
  const result = holds === null ? 'unknown' : holds ? 'confirmed' : 'contradicted';
  const text = holds === null ? (unknown ?? `Not known whether: ${yes}`) : holds ? yes : no;
  return {
    text,
    result,
    decisive: false,
    object: cite.object ?? null,
    path: cite.path ?? null,
    promql: cite.promql ?? null,
    command: cite.command ?? null,
  };
}

/** The same, where the cause stands or falls with it. */
export const decisive = (check: Check): Check => ({ ...check, decisive: true });

/** A fact that speaks for the cause. */
export const confirmed = (text: string, cite: Cite = {}): Check =>
  checked(true, { yes: text, no: text }, cite);

/** Something that would tell, and that neither configuration nor these series show. */
export const unknown = (text: string, cite: Cite = {}): Check =>
  checked(null, { yes: text, no: text, unknown: text }, cite);
