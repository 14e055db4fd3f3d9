import type { KubeObject } from '#lib/k8s/object.ts';
import type { SeriesOf } from './series.ts';
import type { ToldCase } from './told-by.ts';

/** Telemetry written by hand beside the objects of a mesh, and what must be told of them. */
export interface DiagnosisCase {
  readonly what: string;
  /** The public report that it is made after. */
  readonly report?: string;
  readonly objects: readonly KubeObject[];
  /** Objects of further clusters by their names. */
  readonly others?: Readonly<Record<string, readonly KubeObject[]>>;
  readonly calls: readonly SeriesOf[];
  readonly told: Partial<ToldCase>;
}
