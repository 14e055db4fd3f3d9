import type { ListedObject } from '#lib/api/object-contract.ts';
import type { FindingLevel } from '#lib/core/finding.ts';
import type { Manager, ObjectColumn, ObjectSort } from '#lib/url/config-codec.ts';

/** Which objects are wanted. An empty list asks for nothing in particular: all pass. */
export interface ObjectFilter {
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly levels: readonly FindingLevel[];
  readonly codes: readonly string[];
  readonly managers: readonly Manager[];
  /** Words that must all occur in the kind, namespace, name or manager. */
  readonly text: string;
}

export const managerOf = ({ managedBy }: ListedObject): Manager => managedBy?.by ?? 'nobody';

const has = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);

/** The objects that a filter lets pass, in their order. */
export function filterObjects(
  objects: readonly ListedObject[],
  filter: ObjectFilter,
): readonly ListedObject[] {
  const { namespaces, kinds, levels, codes, managers, text } = filter;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return objects.filter((one) => {
    const { kind, namespace } = one.object;
    return (
      has(namespaces, namespace ?? '') &&
      has(kinds, kind) &&
      has(managers, managerOf(one)) &&
      (levels.length === 0 || levels.some((level) => one.findings[level] > 0)) &&
      (codes.length === 0 || one.codes.some((code) => codes.includes(code))) &&
      words.every((word) => wordsOf(one).includes(word))
    );
  });
}

const wordsOf = ({ object, managedBy, codes }: ListedObject): string =>
  [object.kind, `${object.namespace ?? ''}/${object.name}`, managedBy?.by, managedBy?.name, ...codes]
    .join(' ')
    .toLowerCase();

/** Errors before warnings before infos, whatever their number. */
const gravity = ({ findings: { error, warning, info } }: ListedObject): number =>
  (error * 1000 + warning) * 1000 + info;

const keys: Readonly<Record<ObjectColumn, (one: ListedObject) => string | number>> = {
  findings: gravity,
  kind: ({ object }) => object.kind,
  namespace: ({ object }) => object.namespace ?? '',
  name: ({ object }) => object.name,
  managed: ({ managedBy }) => (managedBy === null ? '' : `${managedBy.by} ${managedBy.name ?? ''}`),
  changed: ({ changed }) => changed ?? 0,
};

/** The objects in the order of a column; those that are alike by namespace, kind and name. */
export function sortObjects(
  objects: readonly ListedObject[],
  { column, descending }: ObjectSort,
): readonly ListedObject[] {
  const key = keys[column];
  const turn = descending ? -1 : 1;
  return objects
    .map((one) => ({ one, key: key(one), place: placeOf(one) }))
    .sort((a, b) => turn * order(a.key, b.key) || order(a.place, b.place))
    .map(({ one }) => one);
}

const placeOf = ({ object }: ListedObject): string =>
  `${object.namespace ?? ''} ${object.kind} ${object.name}`;

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
