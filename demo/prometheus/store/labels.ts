import type { LabelRecord, LiveSeries } from '#demo/traffic/metrics.ts';

/** Label names of one set, in ascending order, shared by all sets of that shape. */
interface Shape {
  readonly names: readonly string[];
  readonly position: ReadonlyMap<string, number>;
  /** Shapes with one name more, by that name. */
  readonly wider: Map<string, Shape>;
}

const shapes = new Map<string, Shape>();

function shapeOf(names: readonly string[]): Shape {
  const key = names.join(',');
  const known = shapes.get(key);
  if (known) return known;
  const position = new Map(names.map((name, index) => [name, index]));
  const shape = { names: [...names], position, wider: new Map<string, Shape>() };
  shapes.set(key, shape);
  return shape;
}

function widerShape(shape: Shape, name: string): Shape {
  const known = shape.wider.get(name);
  if (known) return known;
  const made = shapeOf([...shape.names, name].sort());
  shape.wider.set(name, made);
  return made;
}

export const metricNameLabel = '__name__';

/**
 * The labels of a series or of a result row: names ascending, no empty values, the metric name apart (`''` when it has
 * none). Immutable; an object keeps its identity as long as its series lives, so that caches can hang on it.
 */
export class Labels {
  readonly name: string;
  readonly values: readonly string[];
  readonly #shape: Shape;
  #nameless: Labels | null = null;
  #json: string | null = null;
  #pairsHash: number | null = null;

  constructor(name: string, names: readonly string[] | Shape, values: readonly string[]) {
    this.name = name;
    this.#shape = 'position' in names ? names : shapeOf(names);
    this.values = values;
  }

  /** Names without `__name__`, ascending. */
  get names(): readonly string[] {
    return this.#shape.names;
  }

  /** The value of a label; `''` when it is not there, as PromQL has it. */
  get(label: string): string {
    if (label === metricNameLabel) return this.name;
    const index = this.#shape.position.get(label);
    return index === undefined ? '' : (this.values[index] ?? '');
  }

  /** The same labels without the metric name; the same object on every call. */
  withoutName(): Labels {
    if (this.name === '') return this;
    this.#nameless ??= new Labels('', this.#shape, this.values);
    return this.#nameless;
  }

  /** The same labels under another metric name. */
  named(name: string): Labels {
    const made = new Labels(name, this.#shape, this.values);
    made.#pairsHash = this.#pairs();
    return made;
  }

  /** The same labels and one that they do not have, under another metric name: a bucket's, from its histogram's. */
  plus(name: string, label: string, value: string): Labels {
    const shape = widerShape(this.#shape, label);
    const at = shape.position.get(label) ?? 0;
    const values = [...this.values];
    values.splice(at, 0, value);
    const made = new Labels(name, shape, values);
    made.#pairsHash = (this.#pairs() + pairHash(label, value)) >>> 0;
    return made;
  }

  /** Equal for equal labels, and seldom for others. */
  hash(): number {
    return (hashText(this.name, 0x811c_9dc5) + this.#pairs()) >>> 0;
  }

  equals(other: Labels): boolean {
    return (
      this.name === other.name &&
      this.#shape === other.#shape &&
      (this.values === other.values || this.values.every((value, index) => value === other.values[index]))
    );
  }

  /** A sum, so that a label more is one addition. */
  #pairs(): number {
    this.#pairsHash ??= this.names.reduce(
      (sum, name, index) => (sum + pairHash(name, this.values[index] ?? '')) >>> 0,
      0,
    );
    return this.#pairsHash;
  }

  /** These labels with some set (or, where the value is empty, removed). */
  with(changes: ReadonlyMap<string, string>): Labels {
    const record: Record<string, string> = this.toRecord();
    for (const [label, value] of changes) record[label] = value;
    return labelsOf(record);
  }

  /** Only the labels named, or all but those; the metric name counts as a label. */
  pick(names: readonly string[], keep: boolean): Labels {
    const wanted = new Set(names);
    const kept = this.names.filter((name) => wanted.has(name) === keep);
    const name = wanted.has(metricNameLabel) === keep ? this.name : '';
    return new Labels(
      name,
      kept,
      kept.map((label) => this.get(label)),
    );
  }

  /** Text that is equal exactly when the labels, metric name included, are equal. */
  key(): string {
    let key = this.name;
    for (const [index, name] of this.names.entries()) key += `\u0001${name}\u0002${this.values[index] ?? ''}`;
    return key;
  }

  /** The JSON object of a result's `metric`, made once. */
  json(): string {
    this.#json ??= JSON.stringify(this.toRecord());
    return this.#json;
  }

  toRecord(): Record<string, string> {
    const record: Record<string, string> = this.name === '' ? {} : { [metricNameLabel]: this.name };
    for (const [index, name] of this.names.entries()) record[name] = this.values[index] ?? '';
    return record;
  }

  /** As Prometheus prints labels in its errors: `{__name__="name", a="b"}`. */
  toString(): string {
    const pairs = Object.entries(this.toRecord()).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return `{${pairs.join(', ')}}`;
  }
}

export const emptyLabels = new Labels('', [], []);

/** Labels from a record; `__name__` becomes the metric name unless one is given. Empty values are dropped. */
export function labelsOf(record: Readonly<Record<string, string>>, metricName?: string): Labels {
  const names = Object.keys(record)
    .filter((name) => name !== metricNameLabel && record[name] !== '')
    .sort();
  return new Labels(
    metricName ?? record[metricNameLabel] ?? '',
    names,
    names.map((name) => record[name] ?? ''),
  );
}

const pairHash = (name: string, value: string): number => hashText(value, hashText(name, 0x811c_9dc5));

/** FNV-1a. */
function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  return Math.imul(hash ^ 0xff, 0x0100_0193) >>> 0;
}

const ofRecords = new WeakMap<LabelRecord, Labels>();

/** A live series' labels. Series that share a record share their values. */
export function liveLabels({ name, labels, bucket }: Pick<LiveSeries, 'name' | 'labels' | 'bucket'>): Labels {
  if (bucket !== undefined) return ofRecord(bucket.of).plus(name, 'le', bucket.le);
  return ofRecord(labels).named(name);
}

function ofRecord(record: LabelRecord): Labels {
  const known = ofRecords.get(record);
  if (known !== undefined) return known;
  const made = labelsOf(record);
  ofRecords.set(record, made);
  return made;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which Prometheus sorts a matrix: name by name, value by value, `__name__` among them. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = Object.entries(a.toRecord()).sort(([x], [y]) => compareText(x, y));
  const right = Object.entries(b.toRecord()).sort(([x], [y]) => compareText(x, y));
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareText(name, other[0]) || compareText(value, other[1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
