import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { clusterId } from '#lib/core/ids.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { seconds } from '#lib/core/units.ts';
import { readToleranceRules } from '#lib/health/tolerance-config.ts';
import { readSilences } from '#lib/validation/silence.ts';
import { defaultLimits, readLimits } from '#lib/verdict/limits.ts';
import type { Env } from './backend-env.ts';
import { checkKubeConfig } from './check-kube-config.ts';
import { fileSetting } from './file-setting.ts';
import { hostName, isLoopback } from './loopback.ts';
import { prometheusSettings, promVariables } from './prometheus-env.ts';
import type { KubeSettings, Settings } from './settings.ts';
import { traceSettings, traceVariables } from './traces-env.ts';

const words = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));

const variables = z.object({
  KUBECONFIG: z.string().optional(),
  WEFT_CONTEXT: z.string().optional(),
  HOME: z.string().optional(),
  KUBERNETES_SERVICE_HOST: z.string().optional(),
  WEFT_HOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'is not a host name or address: set it to one, such as 127.0.0.1')
    .default('127.0.0.1'),
  WEFT_PORT: numberIn(1, 65535, 'a port').default(3000),
  WEFT_ALLOWED_HOSTS: words,
  WEFT_AUTH: z.enum(['local', 'token'], 'is neither local nor token: set it to one of them').default('local'),
  WEFT_CLUSTER: z.string().default('Kubernetes').pipe(clusterId),
  WEFT_NAMESPACES: words,
  WEFT_ISTIO_NAMESPACE: z.string().default('istio-system'),
  XDG_STATE_HOME: z.string().optional(),
  WEFT_HISTORY: z
    .string()
    .regex(
      /^(postgres(ql)?:\/\/|(?!\w+:\/\/))/,
      'is an address of something else than PostgreSQL: set it to postgres://…, the path of a file, or :memory:',
    )
    .optional(),
  WEFT_LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'is not a level: set it to debug, info, warn or error',
    )
    .default('info'),
  WEFT_REFRESH_SECONDS: numberIn(1, 300, 'a number of seconds').default(10),
  WEFT_SCRAPE_INTERVAL: numberIn(1, 600, 'a number of seconds').optional(),
  WEFT_SUPPRESS: z.string().default(''),
  WEFT_GUARD_RAILS_FILE: z.string().optional(),
  WEFT_TOLERANCES_FILE: z.string().optional(),
  WEFT_VIEW_ONLY: z
    .enum(['0', '1', 'false', 'true'], 'is neither 1 nor 0: set it to 1 to write nothing, or to 0')
    .default('0'),
  ...promVariables,
  ...traceVariables,
});

type Variables = z.infer<typeof variables>;

function numberIn(least: number, most: number, what: string) {
  const says = `is not ${what} from ${least} to ${most}: set it to such a number`;
  return z.coerce.number(says).int(says).min(least, says).max(most, says);
}

/**
 * Parses the settings. `readFile` gives a file's text or throws. The error is one line: it names the variable, what is
 * wrong and the cure; it never repeats a secret.
 */
export function parseSettings(env: Env, readFile: (path: string) => string): Result<Settings, string> {
  const read = readVariables(env);
  if (!read.ok) return read;
  const vars = read.value;
  const prom = prometheusSettings(vars, readFile);
  if (!prom.ok) return prom;
  const traces = traceSettings(vars, readFile);
  if (!traces.ok) return traces;
  const kube = kubeSettings(vars, readFile);
  if (!kube.ok) return kube;
  const files = fileSettings(vars, readFile);
  if (!files.ok) return files;
  const silences = readSilences(vars.WEFT_SUPPRESS);
  if (!silences.ok) return err(`WEFT_SUPPRESS: ${silences.error}.`);
  const { WEFT_SCRAPE_INTERVAL: scrape } = vars;
  return ok({
    host: vars.WEFT_HOST.replace(/^\[(.*)\]$/, '$1'),
    port: vars.WEFT_PORT,
    allowedHosts: vars.WEFT_ALLOWED_HOSTS.map(hostName),
    auth: vars.WEFT_AUTH,
    cluster: vars.WEFT_CLUSTER,
    kube: kube.value,
    namespaces: vars.WEFT_NAMESPACES,
    istioNamespace: vars.WEFT_ISTIO_NAMESPACE,
    prom: {
      ...prom.value,
      refreshInterval: seconds.parse(vars.WEFT_REFRESH_SECONDS),
      scrapeInterval: scrape === undefined ? null : seconds.parse(scrape),
    },
    traces: traces.value,
    logLevel: vars.WEFT_LOG_LEVEL,
    ...files.value,
    silences: silences.value,
    history: { setting: vars.WEFT_HISTORY ?? null, stateFolder: stateFolder(vars) },
    viewOnly: vars.WEFT_VIEW_ONLY === '1' || vars.WEFT_VIEW_ONLY === 'true',
  });
}

/** The variables, those that are empty taken as not set; refused where anyone who reaches the server would act as it. */
function readVariables(env: Env): Result<Variables, string> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err(`${String(issue?.path[0])} ${issue?.message ?? 'is not valid'}.`);
  }
  const { WEFT_AUTH: auth, WEFT_HOST: host } = parsed.data;
  if (auth === 'local' && !isLoopback(host)) {
    return err(
      `WEFT_AUTH is local, but WEFT_HOST ${host} is not a loopback address: anyone who reaches it would act as the server; set WEFT_AUTH=token, or WEFT_HOST=127.0.0.1.`,
    );
  }
  return ok(parsed.data);
}

/** What stands in files: what is tolerated, and what a canary is held to. */
function fileSettings(
  vars: Variables,
  readFile: (path: string) => string,
): Result<Pick<Settings, 'toleranceRules' | 'guardRails'>, string> {
  const tolerances = fileSetting({
    name: 'WEFT_TOLERANCES_FILE',
    file: vars.WEFT_TOLERANCES_FILE,
    cure: 'write a list of rules with namespace, kind, name and tolerance',
    otherwise: [],
    read: readToleranceRules,
    readFile,
  });
  if (!tolerances.ok) return tolerances;
  const guardRails = fileSetting({
    name: 'WEFT_GUARD_RAILS_FILE',
    file: vars.WEFT_GUARD_RAILS_FILE,
    cure: `write some of ${Object.keys(defaultLimits).join(', ')} with numbers`,
    otherwise: defaultLimits,
    read: readLimits,
    readFile,
  });
  if (!guardRails.ok) return guardRails;
  return ok({ toleranceRules: tolerances.value, guardRails: guardRails.value });
}

/** The XDG base directory for state; null where there is no home folder. */
function stateFolder({
  XDG_STATE_HOME: state,
  HOME: home,
}: Pick<Variables, 'XDG_STATE_HOME' | 'HOME'>): string | null {
  return state ?? (home === undefined ? null : path.join(home, '.local', 'state'));
}

/** KUBECONFIG, else the home folder's kubeconfig, else the pod's service account: kubectl's order. */
function kubeSettings(
  vars: Pick<Variables, 'KUBECONFIG' | 'WEFT_CONTEXT' | 'HOME' | 'KUBERNETES_SERVICE_HOST'>,
  readFile: (path: string) => string,
): Result<KubeSettings, string> {
  if (vars.KUBECONFIG !== undefined) {
    const paths = vars.KUBECONFIG.split(path.delimiter).filter((file) => file !== '');
    return checkKubeConfig(paths, vars.WEFT_CONTEXT, readFile);
  }
  const home = vars.HOME === undefined ? null : path.join(vars.HOME, '.kube', 'config');
  if (home !== null && canRead(home, readFile)) return checkKubeConfig([home], vars.WEFT_CONTEXT, readFile);
  if (vars.KUBERNETES_SERVICE_HOST !== undefined) return ok({ source: 'in-cluster' });
  return err(
    `KUBECONFIG is not set, ${home ?? '~/.kube/config'} cannot be read, and this is not a pod: set KUBECONFIG to a kubeconfig file.`,
  );
}

function canRead(file: string, readFile: (path: string) => string): boolean {
  try {
    readFile(file);
    return true;
  } catch {
    return false;
  }
}

/** The settings of this process. */
export const readSettings = (): Result<Settings, string> =>
  parseSettings(process.env, (file) => readFileSync(file, 'utf8'));

/** Where the Kubernetes API is, for a command: the kubeconfig and the context that it was given come before what is set. */
export function readKubeSettings(
  kubeconfig: string | undefined,
  context: string | undefined,
): Result<KubeSettings, string> {
  const { KUBECONFIG, WEFT_CONTEXT, HOME, KUBERNETES_SERVICE_HOST } = process.env;
  return kubeSettings(
    {
      KUBECONFIG: kubeconfig ?? (KUBECONFIG || undefined),
      WEFT_CONTEXT: context ?? (WEFT_CONTEXT || undefined),
      HOME,
      KUBERNETES_SERVICE_HOST,
    },
    (file) => readFileSync(file, 'utf8'),
  );
}

/** The host names of WEFT_ALLOWED_HOSTS alone: what proxy.ts needs before the runtime is there. */
export const readAllowedHosts = (): readonly string[] =>
  words.parse(process.env.WEFT_ALLOWED_HOSTS).map(hostName);

/** Whether this is `next dev`, whose scripts need `eval`. */
export const isDevelopment = (): boolean => process.env.NODE_ENV === 'development';
