import type { ResourceType } from '../schema/types.ts';
import { compareVersions } from './version-order.ts';

/** An API group with its served versions, most preferred first. */
export interface ServedGroup {
  group: string;
  versions: string[];
}

/** The types that the API serves now: the built-in ones and those of the CustomResourceDefinitions in the store. */
export class TypeRegistry {
  readonly #types = new Map<string, ResourceType>();
  #generation = 0;

  constructor(types: readonly ResourceType[]) {
    for (const type of types) this.#set(type);
  }

  /** Moves whenever the set of types changes; documents made from the types are cached under it. */
  get generation(): number {
    return this.#generation;
  }

  find(group: string, version: string, plural: string): ResourceType | null {
    return this.#types.get(`${group}/${version}/${plural}`) ?? null;
  }

  findKind(group: string, version: string, kind: string): ResourceType | null {
    return this.all().find((t) => t.group === group && t.version === version && t.kind === kind) ?? null;
  }

  /** The type of a resource at its most preferred version. */
  preferred(group: string, plural: string): ResourceType | null {
    return this.versionsOf(group, plural)[0] ?? null;
  }

  /** All served versions of one resource, most preferred first. */
  versionsOf(group: string, plural: string): ResourceType[] {
    const same = this.all().filter((t) => t.group === group && t.plural === plural);
    return same.sort((a, b) => compareVersions(a.version, b.version));
  }

  /** One type for each resource, at its most preferred version. */
  resources(): ResourceType[] {
    const best = new Map<string, ResourceType>();
    for (const type of this.all()) {
      const key = `${type.group}/${type.plural}`;
      const known = best.get(key);
      if (known === undefined || compareVersions(type.version, known.version) < 0) best.set(key, type);
    }
    return [...best.values()];
  }

  all(): ResourceType[] {
    return [...this.#types.values()];
  }

  /** Served groups by name; the core group is the empty name. */
  groups(): ServedGroup[] {
    const versions = new Map<string, Set<string>>();
    for (const type of this.all()) {
      const known = versions.get(type.group) ?? new Set<string>();
      versions.set(type.group, known.add(type.version));
    }
    return [...versions]
      .map(([group, set]) => ({ group, versions: [...set].sort(compareVersions) }))
      .sort((a, b) => (a.group < b.group ? -1 : 1));
  }

  /** Types of one group and version, by plural name. */
  inVersion(group: string, version: string): ResourceType[] {
    const types = this.all().filter((t) => t.group === group && t.version === version);
    return types.sort((a, b) => (a.plural < b.plural ? -1 : 1));
  }

  /** Replaces whatever versions of a resource were served by these. */
  replace(group: string, plural: string, types: readonly ResourceType[]): void {
    for (const type of this.versionsOf(group, plural)) this.#types.delete(keyOf(type));
    for (const type of types) this.#set(type);
    this.#generation += 1;
  }

  #set(type: ResourceType): void {
    this.#types.set(keyOf(type), type);
  }
}

const keyOf = (type: ResourceType): string => `${type.group}/${type.version}/${type.plural}`;

/** `networking.istio.io/v1`, or `v1` for the core group. */
export const apiVersionOf = (type: { group: string; version: string }): string =>
  type.group === '' ? type.version : `${type.group}/${type.version}`;
