import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { BackendAuth } from './settings.ts';

/** The environment of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What a setting with an address of an API holds, without the slash at its end. `prefix` begins the names of its credentials. */
export const backendUrl = (prefix: string, notSet: string) =>
  z
    .string(notSet)
    .superRefine((text, ctx) => {
      const says = urlProblem(text, prefix);
      if (says !== null) ctx.addIssue(says);
    })
    .transform((text) => text.replace(/\/+$/, ''));

function urlProblem(text: string, prefix: string): string | null {
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    return 'is not an http or https URL: write it as http://host:port';
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return `holds a user or password: move them to ${prefix}_USERNAME and ${prefix}_PASSWORD`;
  }
  return url.search === '' && url.hash === '' ? null : 'has a query or fragment: give the base URL alone';
}

/** Headers that are added to each request, such as a tenant. */
export const backendHeaders = z
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

/** Credentials as they are set; each of them is one variable, whose name begins with that of the API. */
export interface Credentials {
  readonly token: string | undefined;
  readonly file: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly ca: string | undefined;
}

type ReadFile = (path: string) => string;

/** How an API is reached: the credentials it takes and the PEM bundle that is trusted beside the system's. */
export interface BackendAccess {
  readonly auth: BackendAuth;
  readonly ca: string | null;
}

/** What the credentials of an API mean together; `who` takes them. The error is one line that names the variables and the cure. */
export function backendAccess(
  prefix: string,
  who: string,
  given: Credentials,
  readFile: ReadFile,
): Result<BackendAccess, string> {
  const auth = authOf(prefix, who, given, readFile);
  if (!auth.ok) return auth;
  const ca = caOf(prefix, given, readFile);
  return ca.ok ? ok({ auth: auth.value, ca: ca.value }) : ca;
}

function caOf(prefix: string, { ca: file }: Credentials, readFile: ReadFile): Result<string | null, string> {
  if (file === undefined) return ok(null);
  const ca = readNamed(`${prefix}_CA_FILE`, file, readFile);
  if (!ca.ok || ca.value.includes('-----BEGIN CERTIFICATE-----')) return ca;
  return err(`${prefix}_CA_FILE: ${file} holds no PEM certificate: set it to a PEM bundle.`);
}

/** One kind of credentials, or none. */
function authOf(
  prefix: string,
  who: string,
  { token, file, username, password }: Credentials,
  readFile: ReadFile,
): Result<BackendAuth, string> {
  const tokenName = `${prefix}_BEARER_TOKEN${token === undefined ? '_FILE' : ''}`;
  const basicName = `${prefix}_${username === undefined ? 'PASSWORD' : 'USERNAME'}`;
  if ((token ?? file) !== undefined && (username ?? password) !== undefined) {
    return err(
      `${tokenName} and ${basicName} are both set: ${who} takes one kind of credentials, unset one.`,
    );
  }
  if (token !== undefined && file !== undefined) {
    return err(`${prefix}_BEARER_TOKEN and ${prefix}_BEARER_TOKEN_FILE are both set: unset one.`);
  }
  if (token !== undefined) return ok({ kind: 'bearer', token: token.trim() });
  if (file !== undefined) {
    const read = readNamed(`${prefix}_BEARER_TOKEN_FILE`, file, readFile);
    return read.ok ? ok({ kind: 'bearer-file', path: file }) : read;
  }
  if (username === undefined && password === undefined) return ok({ kind: 'none' });
  if (username === undefined || password === undefined) {
    const missing = `${prefix}_${username === undefined ? 'USERNAME' : 'PASSWORD'}`;
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
