'use client';
import { ExternalLink } from 'lucide-react';
import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { kialiCodesOf } from '#lib/validation/codes/kiali.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import type { CauseGroup } from '#lib/validation/list/group-by-cause.ts';
import { causeTitle } from './cause-title.ts';
import { FindingRows } from './finding-rows.tsx';
import { levelLooks } from './level-looks.ts';

/** One cause: what it is, what it breaks, what to do, and every finding of it. */
export function CausePanel({ group }: { group: CauseGroup<SeenFinding> }) {
  const { cause, level, findings } = group;
  const info = codeInfo(cause.code);
  const { icon: Icon, text } = levelLooks[level];
  const title = causeTitle(group);
  const kiali = [...new Set(findings.flatMap(kialiCodesOf))];
  return (
    <aside
      aria-label={title}
      className="flex w-[40%] min-w-88 max-w-140 shrink-0 flex-col border-line border-l bg-surface"
    >
      <div className="shrink-0 space-y-3 border-line border-b p-4">
        <div className="flex items-start gap-2">
          <Icon size={18} strokeWidth={1.75} aria-label={level} className={`mt-0.5 shrink-0 ${text}`} />
          <div className="min-w-0">
            <h2 className="break-words font-semibold text-base">{title}</h2>
            {info === null || info.summary === title ? null : <p className="text-muted">{info.summary}</p>}
            <p className="break-words text-muted text-xs">
              <span className="font-mono">{[cause.code, ...kiali].join(' · ')}</span>
              {cause.culprit === null ? null : (
                <>
                  {' · '}
                  <span className="wrap-anywhere font-mono text-text">{cause.culprit}</span>
                </>
              )}
            </p>
          </div>
        </div>
        {info === null ? null : (
          <dl className="space-y-2">
            <Said what="At run time" is={info.breaks} />
            <Said what="What to do" is={info.fix} />
          </dl>
        )}
        {info === null ? null : (
          <a
            href={info.link}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 text-accent hover:underline"
          >
            Documentation <ExternalLink size={13} aria-hidden />
          </a>
        )}
      </div>
      <h3 className="shrink-0 px-4 pt-3 pb-1 font-semibold text-muted text-xs">
        {plural(findings.length, 'finding')}
      </h3>
      <FindingRows findings={findings} told={title === group.text} />
    </aside>
  );
}

function Said({ what, is }: { what: string; is: string }) {
  return (
    <div>
      <dt className="font-semibold text-muted text-xs">{what}</dt>
      <dd className="break-words">{is}</dd>
    </div>
  );
}
