'use client';
import { CircleCheck, CircleSlash } from 'lucide-react';
import { useId, useState } from 'react';
import { useBreakdown } from '#components/data/use-breakdown.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Section } from '#components/ui/section.tsx';
import type { BreakdownResponse } from '#lib/api/details-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCountOf } from '#lib/format/number.ts';
import { formatBytesRate, formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { BreakdownPart, BreakdownRow, Dimension } from '#lib/graph/breakdown.ts';
import { dimensionWord, errorsSentence, slowSentence } from '#lib/graph/concentration-text.ts';

/** Rows shown before all are asked for. */
const fewRows = 8;

/** One pod or all? The traffic of an edge by pod, node, zone, version and caller, with the sentence that says how concentrated it is. */
export function BreakdownSection({ id, time, tcp }: { id: EdgeId; time: TimeSelection; tcp: boolean }) {
  const loaded = useBreakdown(id, time);
  return (
    <Section title="One pod or all?">
      {loaded.state === 'ready' ? (
        <Parts data={loaded.data} tcp={tcp} />
      ) : (
        <p className="text-muted">
          {loaded.state === 'loading' ? 'Asking Prometheus by pod' : loaded.error.message}
        </p>
      )}
    </Section>
  );
}

/** The part to look at first: where errors are concentrated, else the pods. */
function telling(parts: readonly BreakdownPart[]): BreakdownPart | undefined {
  return parts.find(({ concentration }) => concentration.kind === 'concentrated') ?? parts[0];
}

function Parts({ data, tcp }: { data: BreakdownResponse; tcp: boolean }) {
  const [chosen, setChosen] = useState<Dimension | null>(null);
  const part = data.parts.find(({ dimension }) => dimension === chosen) ?? telling(data.parts);
  const failed = data.missing[0];
  if (part === undefined) {
    return (
      <p className="text-muted">
        {failed
          ? failed.reason
          : 'No proxy at either end reports this traffic by pod, so it cannot be told apart.'}
      </p>
    );
  }
  const before = data.errorsBeforeCallee;
  return (
    <>
      <Tabs parts={data.parts} chosen={part.dimension} onChoose={setChosen} />
      <div className="mt-2 space-y-1">
        {[errorsSentence(part), slowSentence(part)].map((text) =>
          text === null ? null : <p key={text}>{text}</p>,
        )}
        {before !== null && before > 0 ? (
          <p className="text-muted">
            {formatRateShort(before, 'errors/s')} reached no callee: the caller’s own proxy made them, or the
            wire did.
          </p>
        ) : null}
        {failed ? <p className="text-warn">{failed.reason}</p> : null}
      </div>
      <Rows key={part.dimension} part={part} tcp={tcp} />
    </>
  );
}

function Tabs({
  parts,
  chosen,
  onChoose,
}: {
  parts: readonly BreakdownPart[];
  chosen: Dimension;
  onChoose: (dimension: Dimension) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-1">
      <legend className="sr-only">Told apart by</legend>
      {parts.map(({ dimension, rows }) => (
        <label
          key={dimension}
          className={cx(
            'cursor-pointer rounded-md px-2 py-0.5 has-focus-visible:outline-2 has-focus-visible:outline-accent',
            dimension === chosen ? 'bg-selected font-medium' : 'text-muted hover:bg-hover',
          )}
        >
          <input
            type="radio"
            name={name}
            checked={dimension === chosen}
            onChange={() => onChoose(dimension)}
            className="sr-only"
          />
          By {dimensionWord[dimension]} <span className="tabular text-faint text-xs">{rows.length}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Rows({ part, tcp }: { part: BreakdownPart; tcp: boolean }) {
  const [all, setAll] = useState(false);
  const rows = all ? part.rows : part.rows.slice(0, fewRows);
  const outstanding = new Set([...part.concentration.keys, ...part.slow]);
  const columns = tcp ? ['Bytes'] : ['Rate', 'Errors', 'Mean', 'p95'];
  return (
    <>
      <table className="mt-2 w-full table-fixed">
        <thead>
          <tr className="text-left text-muted text-xs">
            <th className="py-1 font-medium first-letter:uppercase">{dimensionWord[part.dimension]}</th>
            {columns.map((column) => (
              <th key={column} className="w-16 py-1 pl-2 text-right font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              className={cx('border-line border-t', outstanding.has(row.key) && 'font-medium')}
            >
              <td className="truncate py-1" title={row.key}>
                <Ready ready={row.ready} />
                {shortName(row, part)}
              </td>
              {tcp ? (
                <td className="tabular py-1 pl-2 text-right">{formatBytesRate(row.bytes)}</td>
              ) : (
                <RequestCells row={row} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {part.rows.length > rows.length ? (
        <Button className="mt-1" onClick={() => setAll(true)}>
          Show all {part.rows.length}
        </Button>
      ) : null}
    </>
  );
}

/** Pods of one workload begin alike: what tells them apart is at the end, and the whole name in the title. */
function shortName(row: BreakdownRow, { dimension, rows }: BreakdownPart): string {
  if (dimension !== 'pod' && dimension !== 'caller-pod') return row.key;
  for (const cut of [row.key.lastIndexOf('-'), row.key.lastIndexOf('-', row.key.lastIndexOf('-') - 1)]) {
    if (cut > 0 && rows.every(({ key }) => key.startsWith(row.key.slice(0, cut + 1))))
      return `…${row.key.slice(cut)}`;
  }
  return row.key;
}

function RequestCells({ row }: { row: BreakdownRow }) {
  const failing = (row.errors ?? 0) > 0;
  return (
    <>
      <td className="tabular whitespace-nowrap py-1 pl-2 text-right">{formatRateShort(row.rate, '')}</td>
      <td
        className={cx('tabular whitespace-nowrap py-1 pl-2 text-right', failing && 'text-fail')}
        title={formatCountOf(row.errors, row.count)}
      >
        {formatShare(row.count ? (row.errors ?? 0) / row.count : null)}
      </td>
      <td className="tabular whitespace-nowrap py-1 pl-2 text-right">{formatLatency(row.avgLatency)}</td>
      <td className="tabular whitespace-nowrap py-1 pl-2 text-right">{formatLatency(row.p95)}</td>
    </>
  );
}

function Ready({ ready }: { ready: boolean | null }) {
  if (ready === null) return null;
  const Icon = ready ? CircleCheck : CircleSlash;
  return (
    <Icon
      size={13}
      strokeWidth={1.75}
      aria-label={ready ? 'ready' : 'not ready'}
      className={cx('mr-1 inline-block align-[-2px]', ready ? 'text-faint' : 'text-warn')}
    />
  );
}
