import { parse } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { KubeSettings } from './settings.ts';

const named = z.object({ name: z.string() });
const kubeConfig = z.object({
  'current-context': z.string().nullish(),
  contexts: z
    .array(named.extend({ context: z.object({ cluster: z.string(), user: z.string().optional() }) }))
    .nullish(),
  clusters: z
    .array(
      named.extend({
        cluster: z.object({ server: z.string(), 'insecure-skip-tls-verify': z.boolean().nullish() }),
      }),
    )
    .nullish(),
  users: z.array(named).nullish(),
});
type Parsed = z.infer<typeof kubeConfig>;

/**
 * Reads the kubeconfig files and decides on the context. The error is one line that names the setting and the cure.
 * `readFile` gives a file's text or throws.
 */
export function checkKubeConfig(
  paths: readonly string[],
  wanted: string | undefined,
  readFile: (path: string) => string,
): Result<KubeSettings, string> {
  const files: Parsed[] = [];
  for (const path of paths) {
    const file = parseFile(path, readFile);
    if (!file.ok) return file;
    files.push(file.value);
  }
  const context = chooseContext(files, paths, wanted);
  if (!context.ok) return context;
  const problem = problemOf(files, context.value, paths);
  return problem === null ? ok({ source: 'kubeconfig', paths, context: context.value }) : err(problem);
}

function parseFile(path: string, readFile: (path: string) => string): Result<Parsed, string> {
  let text: string;
  try {
    text = readFile(path);
  } catch (cause) {
    return err(
      `KUBECONFIG: ${path} cannot be read (${codeOf(cause)}): set it to a kubeconfig file you may read.`,
    );
  }
  try {
    return ok(kubeConfig.parse(parse(text)));
  } catch {
    return err(
      `KUBECONFIG: ${path} is not a kubeconfig: check its YAML with kubectl --kubeconfig ${path} config view.`,
    );
  }
}

function chooseContext(
  files: readonly Parsed[],
  paths: readonly string[],
  wanted: string | undefined,
): Result<string, string> {
  const names = files.flatMap((file) => (file.contexts ?? []).map(({ name }) => name));
  const list = names.length > 0 ? `one of ${names.join(', ')}` : 'another file: this one has no contexts';
  if (wanted !== undefined) {
    return names.includes(wanted)
      ? ok(wanted)
      : err(`WEFT_CONTEXT: the kubeconfig has no context ${wanted}: choose ${list}.`);
  }
  const current = files.map((file) => file['current-context']).find((name) => name);
  if (!current) return err(`WEFT_CONTEXT: ${paths.join(', ')} has no current context: set it to ${list}.`);
  return names.includes(current)
    ? ok(current)
    : err(
        `WEFT_CONTEXT: the current context ${current} does not exist in ${paths.join(', ')}: choose ${list}.`,
      );
}

function problemOf(files: readonly Parsed[], name: string, paths: readonly string[]): string | null {
  const where = `KUBECONFIG: context ${name} of ${paths.join(', ')}`;
  const context = files.flatMap((file) => file.contexts ?? []).find((c) => c.name === name)?.context;
  const cluster = files.flatMap((file) => file.clusters ?? []).find((c) => c.name === context?.cluster);
  if (cluster === undefined)
    return `${where} names cluster ${context?.cluster}, which it lacks: add it or choose another context.`;
  const user = context?.user;
  if (user && !files.some((file) => (file.users ?? []).some((u) => u.name === user))) {
    return `${where} names user ${user}, which it lacks: add it or choose another context.`;
  }
  const { server, 'insecure-skip-tls-verify': insecure } = cluster.cluster;
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol)) {
    return `${where} has the server ${server}, which is not a URL: write it as https://host:port.`;
  }
  if (new URL(server).protocol === 'http:' && insecure !== true) {
    return `${where} has the server ${server} without TLS: use https, or set insecure-skip-tls-verify: true there.`;
  }
  return null;
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
