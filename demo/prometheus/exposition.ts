import type { LabelRecord, LiveSeries, Scrapeable } from '../traffic/metrics.ts';
import { sampleText } from './promql/number-text.ts';
import { TextWriter } from './text-writer.ts';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** A label value as the text format quotes it. */
export const escapeLabel = (value: string): string =>
  /[\\"\n]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
    : value;

/** A sample's line up to its value, in parts that many series share. */
interface Start {
  readonly series: LiveSeries;
  readonly name: Buffer;
  readonly labels: Buffer;
  readonly end: Buffer;
}

interface Family {
  readonly head: Buffer;
  readonly starts: Start[];
}

/**
 * The text exposition format 0.0.4 of a source, in pieces: each family once, with HELP and TYPE before its samples, whatever
 * the order in which the source gives them. What a line holds before its value is made once in a series' life.
 */
export class Exposition {
  private readonly source: Scrapeable;
  private followed: readonly LiveSeries[] | null = null;
  private taken = 0;
  private families = new Map<string, Family>();
  private readonly names = new Map<string, Buffer>();
  private readonly ends = new Map<string, Buffer>();
  private labels = new WeakMap<LabelRecord, Buffer>();

  constructor(source: Scrapeable) {
    this.source = source;
  }

  /** The series as they are now: all values are read before the first piece is given. */
  pieces(): readonly Buffer[] {
    this.follow(this.source.series());
    const writer = new TextWriter();
    const done: Buffer[] = [];
    for (const { head, starts } of this.families.values()) {
      writer.bytes(head);
      for (const { series, name, labels, end } of starts) {
        writer.bytes(name);
        writer.bytes(labels);
        writer.bytes(end);
        writer.short(sampleText(series.value));
        writer.short('\n');
        const piece = writer.full();
        if (piece !== null) done.push(piece);
      }
    }
    done.push(writer.rest());
    return done;
  }

  /** A list that has only grown adds to the families, another one makes them anew. */
  private follow(all: readonly LiveSeries[]): void {
    if (all !== this.followed) {
      this.followed = all;
      this.taken = 0;
      this.families = new Map();
    }
    for (; this.taken < all.length; this.taken++) {
      const series = all[this.taken];
      if (series !== undefined) this.familyOf(series).starts.push(this.startOf(series));
    }
  }

  private familyOf({ family: { name, help, type } }: LiveSeries): Family {
    const known = this.families.get(name);
    if (known !== undefined) return known;
    const head = Buffer.from(`# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n`);
    const made = { head, starts: [] };
    this.families.set(name, made);
    return made;
  }

  private startOf(series: LiveSeries): Start {
    const shared = series.bucket?.of ?? series.labels;
    let labels = this.labels.get(shared);
    if (labels === undefined) {
      labels = Buffer.from(labelText(shared));
      this.labels.set(shared, labels);
    }
    const { name, bucket } = series;
    const comma = bucket !== undefined && labels.length > 0 ? ',' : '';
    const le = bucket === undefined ? '' : `${comma}le="${escapeLabel(bucket.le)}"`;
    const isBare = labels.length === 0 && le === '';
    return {
      series,
      name: bytesOf(this.names, isBare ? name : `${name}{`),
      labels,
      end: bytesOf(this.ends, isBare ? ' ' : `${le}} `),
    };
  }
}

const labelText = (labels: LabelRecord): string =>
  Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${escapeLabel(value)}"`)
    .join(',');

function bytesOf(known: Map<string, Buffer>, text: string): Buffer {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = Buffer.from(text);
  known.set(text, made);
  return made;
}
