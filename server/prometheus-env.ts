import { z } from 'zod';
import { ok, type Result } from '#lib/core/result.ts';
import { backendAccess, backendHeaders, backendUrl } from './backend-env.ts';
import { readScope } from './prometheus-scope.ts';
import type { PromSettings } from './settings.ts';

const prefix = 'PROMETHEUS';

const scope = z
  .string()
  .optional()
  .transform((text, ctx) => {
    const read = text === undefined ? ok([]) : readScope(text);
    if (read.ok) return read.value;
    ctx.addIssue(read.error);
    return z.NEVER;
  });

/** The variables of the observed side, for the schema of all variables. */
export const promVariables = {
  PROMETHEUS_URL: backendUrl(
    prefix,
    'is not set: set it to the base URL of a Prometheus-compatible API, such as http://prometheus:9090',
  ),
  PROMETHEUS_BEARER_TOKEN: z.string().optional(),
  PROMETHEUS_BEARER_TOKEN_FILE: z.string().optional(),
  PROMETHEUS_USERNAME: z.string().optional(),
  PROMETHEUS_PASSWORD: z.string().optional(),
  PROMETHEUS_CA_FILE: z.string().optional(),
  PROMETHEUS_HEADERS: backendHeaders,
  PROMETHEUS_SCOPE: scope,
};
const schema = z.object(promVariables);
type Vars = z.infer<typeof schema>;

/** What the variables mean together. The error is one line that names them and the cure. */
export function prometheusSettings(
  vars: Vars,
  readFile: (path: string) => string,
): Result<Omit<PromSettings, 'refreshInterval' | 'scrapeInterval'>, string> {
  const given = {
    token: vars.PROMETHEUS_BEARER_TOKEN,
    file: vars.PROMETHEUS_BEARER_TOKEN_FILE,
    username: vars.PROMETHEUS_USERNAME,
    password: vars.PROMETHEUS_PASSWORD,
    ca: vars.PROMETHEUS_CA_FILE,
  };
  const access = backendAccess(prefix, 'Prometheus', given, readFile);
  if (!access.ok) return access;
  return ok({
    url: vars.PROMETHEUS_URL,
    ...access.value,
    headers: vars.PROMETHEUS_HEADERS,
    scope: vars.PROMETHEUS_SCOPE,
  });
}
