import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';

/** 64-bit numbers are texts in protobuf's JSON; null where it is absent or no number. */
export const count = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(Number),
  ])
  .nullable()
  .catch(null);

/** A text, empty where it is absent: protobuf's JSON leaves out what has its default. */
export const text = z.string().catch('');

export const flag = z.boolean().catch(false);

/** The elements of a list that have the shape, and how many have not; an absent list is an empty one. */
export const each = <S extends z.ZodType>(of: S) =>
  z
    .array(z.unknown())
    .default([])
    .transform((list) => {
      const read = list.map((item) => of.safeParse(item));
      const good = read.flatMap(({ success, data }) => (success ? [data as z.output<S>] : []));
      return { items: good, unread: list.length - good.length };
    });

/** The elements of a list that have the shape; others are passed over. */
export const some = <S extends z.ZodType>(of: S) =>
  each(of)
    .transform(({ items }) => items)
    .catch([]);

/** An answer in JSON as `schema` has it, or why it cannot be read. Never throws, whatever is answered. */
export function readAnswer<S extends z.ZodType>(
  body: string,
  schema: S,
  path: string,
): Result<z.output<S>, string> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return err(`The answer to ${path} cannot be read: it is not JSON.`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  return err(`The answer to ${path} cannot be read: it has another shape${at === '' ? '' : ` at ${at}`}.`);
}
