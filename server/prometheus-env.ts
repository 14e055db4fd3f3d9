import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';
import { readScope } from './prometheus-scope.ts';
import type { PromSettings } from './settings.ts';

/** The environment of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

const baseUrl = z
  .string('is not set: set it to the base URL of a Prometheus-compatible API, such as http://prometheus:9090')
  .superRefine((text, ctx) => {
    const says = urlProblem(text);
    if (says !== null) ctx.addIssue(says);
  })
  .transform((text) => text.replace(/\/+$/, ''));

function urlProblem(text: string): string | null {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    return 'is not an http or https URL: write it as http://host:port';
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return 'holds a user or password: move them to PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD';
  }
  return url.search === '' && url.hash === '' ? null : 'has a query or fragment: give the base URL alone';
}

const headers = z
  .string()
  .default('')
  .transform((text, ctx) => {
    const parsed = text.trimStart().startsWith('{') ? fromJson(text) : fromLines(text);
    if (parsed !== null) return parsed;
    ctx.addIssue('cannot be read: write `Name: value` lines, or a JSON object of texts');
    return z.NEVER;
  });

function fromJson(text: string): Record<string, string> | null {
  try {
    return z.record(z.string().regex(/^[\w-]+$/), z.string()).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function fromLines(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}

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
  PROMETHEUS_URL: baseUrl,
  PROMETHEUS_BEARER_TOKEN: z.string().optional(),
  PROMETHEUS_BEARER_TOKEN_FILE: z.string().optional(),
  PROMETHEUS_USERNAME: z.string().optional(),
  PROMETHEUS_PASSWORD: z.string().optional(),
  PROMETHEUS_CA_FILE: z.string().optional(),
  PROMETHEUS_HEADERS: headers,
  PROMETHEUS_SCOPE: scope,
};
const schema = z.object(promVariables);
type Vars = z.infer<typeof schema>;

/** What the variables mean together. The error is one line that names them and the cure. */
export function prometheusSettings(
  vars: Vars,
  readFile: (path: string) => string,
): Result<Omit<PromSettings, 'refreshInterval' | 'scrapeInterval'>, string> {
  const auth = authOf(vars, readFile);
  if (!auth.ok) return auth;
  const file = vars.PROMETHEUS_CA_FILE;
  const ca = file === undefined ? ok(null) : readNamed('PROMETHEUS_CA_FILE', file, readFile);
  if (!ca.ok) return ca;
  if (ca.value !== null && !ca.value.includes('-----BEGIN CERTIFICATE-----')) {
    return err(`PROMETHEUS_CA_FILE: ${file} holds no PEM certificate: set it to a PEM bundle.`);
  }
  return ok({
    url: vars.PROMETHEUS_URL,
    auth: auth.value,
    ca: ca.value,
    headers: vars.PROMETHEUS_HEADERS,
    scope: vars.PROMETHEUS_SCOPE,
  });
}

function authOf(vars: Vars, readFile: (path: string) => string): Result<PromSettings['auth'], string> {
  const token = vars.PROMETHEUS_BEARER_TOKEN;
  const file = vars.PROMETHEUS_BEARER_TOKEN_FILE;
  const { PROMETHEUS_USERNAME: username, PROMETHEUS_PASSWORD: password } = vars;
  const tokenName = token === undefined ? 'PROMETHEUS_BEARER_TOKEN_FILE' : 'PROMETHEUS_BEARER_TOKEN';
  const basicName = username === undefined ? 'PROMETHEUS_PASSWORD' : 'PROMETHEUS_USERNAME';
  if ((token ?? file) !== undefined && (username ?? password) !== undefined) {
    return err(
      `${tokenName} and ${basicName} are both set: Prometheus takes one kind of credentials, unset one.`,
    );
  }
  if (token !== undefined && file !== undefined) {
    return err('PROMETHEUS_BEARER_TOKEN and PROMETHEUS_BEARER_TOKEN_FILE are both set: unset one.');
  }
  if (token !== undefined) return ok({ kind: 'bearer', token: token.trim() });
  if (file !== undefined) {
    const read = readNamed('PROMETHEUS_BEARER_TOKEN_FILE', file, readFile);
    return read.ok ? ok({ kind: 'bearer-file', path: file }) : read;
  }
  if (username === undefined && password === undefined) return ok({ kind: 'none' });
  if (username === undefined || password === undefined) {
    const missing = username === undefined ? 'PROMETHEUS_USERNAME' : 'PROMETHEUS_PASSWORD';
    return err(`${basicName} is set without ${missing}: basic auth needs both, set ${missing} too.`);
  }
  return ok({ kind: 'basic', username, password });
}

function readNamed(name: string, file: string, readFile: (path: string) => string): Result<string, string> {
  try {
    return ok(readFile(file));
  } catch {
    return err(`${name}: ${file} cannot be read: set it to a file you may read.`);
  }
}
