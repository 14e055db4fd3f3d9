'use client';
import { boxEntries } from './box-entries.tsx';
import { compareEntries } from './compare-entries.tsx';
import { layerEntries, lineEntries, motionEntries, plateEntries } from './edge-entries.tsx';
import type { LegendGroup } from './legend-mark.tsx';
import { kindEntries, markEntries, nodeMarkEntries, outlineEntries } from './node-entries.tsx';

const groups: readonly LegendGroup[] = [
  lineEntries,
  plateEntries,
  layerEntries,
  markEntries,
  nodeMarkEntries,
  kindEntries,
  outlineEntries,
  boxEntries,
  motionEntries,
  compareEntries,
];

/** What every line, mark and outline of the canvas means. */
export function LegendList() {
  const sections = groups.map(({ title, entries }) => (
    <section key={title} className="mb-3 break-inside-avoid">
      <h3 className="mb-1 font-semibold text-muted text-xs">{title}</h3>
      <ul className="space-y-1">
        {entries.map(({ mark, text, tone = 'text-muted' }) => (
          <li key={text} className="grid grid-cols-[34px_1fr] items-center gap-2">
            <span className={`flex justify-center ${tone}`}>{mark}</span>
            <span className="text-muted">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  ));
  return <div className="gap-6 sm:columns-2 lg:columns-3">{sections}</div>;
}
