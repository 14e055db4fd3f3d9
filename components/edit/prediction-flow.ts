import type { PlanResponse } from '#lib/api/edit-contract.ts';

type Row = PlanResponse['prediction'][number];

/** A box of the drawing: a version that gets more or less, or what it calls. */
export interface FlowBox {
  readonly name: string;
  readonly now: number | null;
  readonly after: number | null;
  /** Its place from above, 0 being the first. */
  readonly row: number;
}

export interface FlowLine extends Pick<Row, 'now' | 'after' | 'edge'> {
  readonly from: FlowBox;
  readonly to: FlowBox;
}

export interface Flow {
  readonly versions: readonly FlowBox[];
  readonly called: readonly FlowBox[];
  readonly lines: readonly FlowLine[];
}

/** So many of what versions call are drawn; the table has them all. */
const most = 8;

/** A prediction as versions and what they call, with the lines between. What is called gets the sum of its lines. */
export function predictionFlow(prediction: readonly Row[]): Flow {
  const versions = prediction
    .filter(({ edge }) => edge === null)
    .map(({ what, now, after }, row): FlowBox => ({ name: what, now, after, row }));
  const ends = prediction.flatMap((row) => {
    const [from = '', to = ''] = row.what.split(' → ');
    return row.edge === null || !versions.some(({ name }) => name === from) ? [] : [{ ...row, from, to }];
  });
  const called = [...Map.groupBy(ends, ({ to }) => to)]
    .slice(0, most)
    .map(([name, into], row): FlowBox => ({ name, row, now: sum(into, 'now'), after: sum(into, 'after') }));
  const lines = ends.flatMap(({ from, to, now, after, edge }): FlowLine[] => {
    const [source, target] = [
      versions.find(({ name }) => name === from),
      called.find(({ name }) => name === to),
    ];
    return source === undefined || target === undefined
      ? []
      : [{ from: source, to: target, now, after, edge }];
  });
  return { versions, called, lines };
}

/** Null where one of them is not known: a sum of the rest would be too little. */
const sum = (rows: readonly Row[], of: 'now' | 'after'): number | null =>
  rows.reduce<number | null>((all, row) => (all === null || row[of] === null ? null : all + row[of]), 0);
