import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Telemetry } from '#lib/istio/telemetry-types.ts';
import { isKnown } from './is-known.ts';
import { type MeshConfig, meshConfigFor } from './mesh-config.ts';
import { refOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { type TelemetrySubject, telemetryInForce } from './telemetry-in-force.ts';

/** Which of a proxy's logs: of requests that it sends on for its workload (a gateway's are of this kind), or that arrive. */
export type LogMode = 'CLIENT' | 'SERVER';

/**
 * What a proxy logs of requests.
 * - `on`: all of them, or those for which `filter` holds, to its output;
 * - `elsewhere`: to providers that are not its output, by name;
 * - `off`: nothing;
 * - `unknown`: the objects that decide may not be read.
 */
export type AccessLogging =
  | { readonly state: 'on'; readonly filter: string | null; readonly by: Deciding | null }
  | { readonly state: 'elsewhere'; readonly providers: readonly string[]; readonly by: Deciding | null }
  | { readonly state: 'off'; readonly by: Deciding | null }
  | { readonly state: 'unknown' };

/** The field that decides; null where it is the mesh configuration. */
export interface Deciding {
  readonly object: ObjectRef;
  readonly path: string;
}

/** The provider that istiod has without being told: it writes to the proxy's output. */
const builtIn = 'envoy';

type Entry = NonNullable<NonNullable<Telemetry['spec']>['accessLogging']>[number];

interface Level {
  readonly entries: readonly Entry[];
  readonly telemetry: Telemetry;
}

/**
 * The access logging in force at a workload's proxies. The Telemetry of the root namespace, of the namespace and what is attached to the
 * workload are merged; providers that a nearer one names replace those before; where none speaks and the mesh has no default provider,
 * `accessLogFile` does (Telemetries.AccessLogging and mergeLogs, istio/istio pilot/pkg/model/telemetry.go 00a258fa).
 */
export function accessLogging(
  cluster: ClusterSnapshot,
  subject: TelemetrySubject,
  mode: LogMode,
): AccessLogging {
  if (!isKnown(cluster, 'Telemetry') || !isKnown(cluster, 'ConfigMap')) return { state: 'unknown' };
  const config = meshConfigFor(cluster, subject.namespace);
  const levels = levelsFor(cluster, subject, config);
  const defaults = config.defaultProviders.accessLogging;
  if (levels.length === 0 && defaults.length === 0) {
    if (config.accessLogFile === '') return { state: 'off', by: null };
    return isOutput(config.accessLogFile)
      ? { state: 'on', filter: null, by: null }
      : { state: 'elsewhere', providers: [config.accessLogFile], by: null };
  }
  const providers = levels.length === 0 ? defaultsOf(defaults) : merged(levels, defaults, mode);
  return stateOf(cluster, config, providers, levels);
}

interface InForce {
  readonly filter: string | null;
  readonly telemetry: Telemetry | null;
  readonly index: number;
}

const defaultsOf = (defaults: readonly string[]) =>
  new Map(defaults.map((name): [string, InForce] => [name, { filter: null, telemetry: null, index: 0 }]));

const levelsFor = (
  cluster: ClusterSnapshot,
  subject: TelemetrySubject,
  { rootNamespace }: MeshConfig,
): readonly Level[] =>
  telemetryInForce(cluster, subject, rootNamespace).flatMap((telemetry) => {
    const entries = telemetry.spec?.accessLogging ?? [];
    return entries.length === 0 ? [] : [{ telemetry, entries }];
  });

const namesOf = ({ providers = [] }: Entry): readonly string[] => providers.map(({ name = '' }) => name);

function merged(
  levels: readonly Level[],
  defaults: readonly string[],
  mode: LogMode,
): ReadonlyMap<string, InForce> {
  let inScope = defaults;
  const filters = new Map<string, string | null>();
  for (const level of levels) {
    const entries = level.entries.filter((entry) => holdsFor(entry, mode));
    const named = entries.flatMap(namesOf);
    if (named.length > 0) inScope = named;
    for (const entry of entries)
      for (const name of namesOf(entry)) filters.set(name, entry.filter?.expression || null);
  }
  const found = new Map<string, InForce>();
  let parents = defaults;
  for (const { entries, telemetry } of levels) {
    for (const [index, entry] of entries.entries()) {
      parents = namesOf(entry).length > 0 ? namesOf(entry) : parents;
      for (const name of parents) {
        if (!inScope.includes(name) || !holdsFor(entry, mode)) continue;
        if (entry.disabled === true) found.delete(name);
        else found.set(name, { filter: filters.get(name) ?? null, telemetry, index });
      }
    }
  }
  return found;
}

const holdsFor = ({ match }: Entry, mode: LogMode): boolean =>
  match === undefined ||
  match.mode === undefined ||
  match.mode === 'CLIENT_AND_SERVER' ||
  match.mode === mode;

function stateOf(
  cluster: ClusterSnapshot,
  config: MeshConfig,
  providers: ReadonlyMap<string, InForce>,
  levels: readonly Level[],
): AccessLogging {
  const known = [...providers].filter(([name]) => name === builtIn || providerOf(config, name) !== null);
  const local = known.find(([name]) => writesOutput(config, name));
  const decided = (telemetry: Telemetry, index: number): Deciding => ({
    object: refOf(cluster, 'Telemetry', telemetry),
    path: `spec.accessLogging[${index}]`,
  });
  if (local !== undefined) {
    const { filter, telemetry, index } = local[1];
    return { state: 'on', filter, by: telemetry === null ? null : decided(telemetry, index) };
  }
  const last = levels.at(-1);
  const by = last === undefined ? null : decided(last.telemetry, last.entries.length - 1);
  return known.length === 0
    ? { state: 'off', by }
    : { state: 'elsewhere', providers: known.map(([name]) => name), by };
}

const providerOf = (config: MeshConfig, name: string) =>
  config.extensionProviders.find((provider) => provider.name.toLowerCase() === name.toLowerCase()) ?? null;

/** The name of a provider that writes to the proxy's own output: the built-in one, unless the mesh gives its name to another. */
export function outputProvider(config: MeshConfig): string | null {
  if (writesOutput(config, builtIn)) return builtIn;
  return config.extensionProviders.find(({ name }) => writesOutput(config, name))?.name ?? null;
}

function writesOutput(config: MeshConfig, name: string): boolean {
  const provider = providerOf(config, name);
  if (provider === null) return name === builtIn;
  const { envoyFileAccessLog: file } = provider;
  if (typeof file !== 'object' || file === null) return false;
  const path = 'path' in file && typeof file.path === 'string' ? file.path : '';
  return isOutput(path === '' ? '/dev/stdout' : path);
}

const isOutput = (path: string): boolean => /^\/dev\/(stdout|stderr)$|^\/proc\/self\/fd\/[12]$/.test(path);
