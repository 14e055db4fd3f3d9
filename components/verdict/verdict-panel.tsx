'use client';
import { useState } from 'react';
import { type ComparedService, useVerdict } from '#components/data/use-verdict.ts';
import { cx } from '#components/ui/cx.ts';
import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import { asSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { graphWindows } from '#lib/core/windows.ts';
import { formatSpan } from '#lib/format/duration.ts';
import type { Verdict } from '#lib/verdict/verdict.ts';
import { Pick } from './pick.tsx';
import { verdictLooks } from './verdict-looks.ts';
import { VersionsTable } from './versions-table.tsx';

interface VerdictPanelProps extends Omit<ComparedService, 'stable'> {
  /** The version to compare with, where the caller knows better than weights and traffic do. */
  readonly stable?: string | null;
  /** A moment that is looked at in place of the present. */
  readonly at?: EpochSeconds | null;
}

/** Longer ones are history, not the canary's present. */
const windows = graphWindows.filter((each) => each <= 3600);

/**
 * The versions of a service side by side and the sentence that says whether a canary is worse. It fetches its own numbers and
 * follows the present; the window and the version to compare with are chosen in it.
 */
export function VerdictPanel({ cluster, namespace, service, stable = null, at = null }: VerdictPanelProps) {
  const [window, setWindow] = useState<Seconds>(asSeconds(300));
  const [named, setNamed] = useState<string | null>(null);
  const loaded = useVerdict({ cluster, namespace, service, stable: named ?? stable }, { window, at });
  if (loaded.state === 'loading') return <p className="text-muted">Comparing the versions of {service}.</p>;
  if (loaded.state === 'failed')
    return (
      <p className="text-muted">
        {loaded.error.message} {loaded.error.cure}
      </p>
    );
  const { data, previous } = loaded;
  return (
    <div className={cx('space-y-2', previous && 'opacity-60')}>
      <Sentence data={data} />
      {data.versions.length === 0 ? null : <VersionsTable data={data} />}
      {data.missing.map(({ query, reason }) => (
        <p key={query} className="text-warn">
          {query}: {reason}
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
        <Pick
          label="Counted over"
          value={String(window)}
          values={windows.map((each) => ({ value: String(each), text: formatSpan(each) }))}
          onPick={(value) => setWindow(asSeconds(Number(value)))}
        />
        {data.versions.length < 2 ? null : (
          <Pick
            label="Compared with"
            value={data.stable ?? ''}
            values={data.versions.map(({ version }) => ({ value: version, text: version }))}
            onPick={setNamed}
          />
        )}
        {data.reporter === null || data.reporter === 'destination' ? null : (
          <span>Counted by the {data.reporter}: no proxy beside the pods reports.</span>
        )}
      </div>
    </div>
  );
}

/** The verdict of the canary that does worst first, then what is to be said of the others. */
function Sentence({ data }: { data: VerdictResponse }) {
  const others = data.versions.flatMap(({ verdict }) =>
    verdict === null || data.says.startsWith(verdict.says) ? [] : verdict,
  );
  return (
    <div className="space-y-1">
      <Told word={data.verdict} says={data.says} />
      {others.map((verdict) => (
        <Told key={verdict.version} word={verdict.verdict} says={verdict.says} />
      ))}
    </div>
  );
}

function Told({ word, says }: { word: Verdict['verdict'] | null; says: string }) {
  if (word === null) return <p className="text-muted">{says}</p>;
  const { icon: Icon, text } = verdictLooks[word];
  return (
    <p className="flex gap-2">
      <Icon size={15} strokeWidth={1.75} className={cx('mt-0.5 shrink-0', text)} aria-hidden />
      <span className="min-w-0 flex-1">{says}</span>
    </p>
  );
}
