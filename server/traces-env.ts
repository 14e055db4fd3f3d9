import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { backendAccess, backendHeaders, backendUrl } from './backend-env.ts';
import type { TraceSettings } from './settings.ts';

const prefix = 'WEFT_TRACES';

/** The variables of the trace backend, for the schema of all variables. */
export const traceVariables = {
  WEFT_TRACES: backendUrl(prefix, 'is not a text: set it to the base URL of Jaeger or Tempo').optional(),
  WEFT_TRACES_KIND: z
    .enum(
      ['jaeger', 'tempo'],
      'is neither jaeger nor tempo: set it to one of them, or unset it to have it found out',
    )
    .optional(),
  WEFT_TRACES_LINK: z
    .string()
    .refine(
      (text) => /^https?:\/\//i.test(text) && text.includes('{traceId}') && URL.canParse(text),
      'is not a web address with {traceId} in it: write it as https://jaeger.example/trace/{traceId}',
    )
    .optional(),
  WEFT_TRACES_BEARER_TOKEN: z.string().optional(),
  WEFT_TRACES_BEARER_TOKEN_FILE: z.string().optional(),
  WEFT_TRACES_USERNAME: z.string().optional(),
  WEFT_TRACES_PASSWORD: z.string().optional(),
  WEFT_TRACES_CA_FILE: z.string().optional(),
  WEFT_TRACES_HEADERS: backendHeaders,
};
const schema = z.object(traceVariables);

/** What the variables mean together; null where no backend is set. The error is one line that names them and the cure. */
export function traceSettings(
  vars: z.infer<typeof schema>,
  readFile: (path: string) => string,
): Result<TraceSettings | null, string> {
  if (vars.WEFT_TRACES === undefined) return ok(null);
  const given = {
    token: vars.WEFT_TRACES_BEARER_TOKEN,
    file: vars.WEFT_TRACES_BEARER_TOKEN_FILE,
    username: vars.WEFT_TRACES_USERNAME,
    password: vars.WEFT_TRACES_PASSWORD,
    ca: vars.WEFT_TRACES_CA_FILE,
  };
  const access = backendAccess(prefix, 'the trace backend', given, readFile);
  if (!access.ok) return access;
  return ok({
    url: vars.WEFT_TRACES,
    kind: vars.WEFT_TRACES_KIND ?? null,
    link: vars.WEFT_TRACES_LINK ?? null,
    ...access.value,
    headers: vars.WEFT_TRACES_HEADERS,
  });
}
