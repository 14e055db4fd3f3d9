'use client';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { cx } from '#components/ui/cx.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { RecoveredProblem } from '#lib/api/incidents-contract.ts';
import { symptomText, whyText } from '#lib/diagnosis/explain.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { atCodec } from '#lib/url/time-codec.ts';
import { lastsText, roughly } from './incident-text.ts';

/** What went away lately, quiet: where and what it was, and how it looked then. */
export function RecoveredPart({ problems, now }: { problems: readonly RecoveredProblem[]; now: number }) {
  if (problems.length === 0) return null;
  return (
    <section className="border-line border-t px-4 py-3">
      <h2 className="mb-1 font-semibold text-muted text-xs">
        {`${plural(problems.length, 'problem')} ${problems.some(({ silent }) => silent) ? 'ended' : 'recovered'} in the last hour`}
      </h2>
      <ul>
        {problems.map((problem) => (
          <Recovered key={problem.key} problem={problem} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Recovered({ problem, now }: { problem: RecoveredProblem; now: number }) {
  const { source, target, symptom, cause, since, last, ended, edge, silent } = problem;
  const href = pagePaths.graph({
    sel: selectionCodec.serialize({ kind: 'edge', id: edge }),
    // What had stopped is not on the graph of that time.
    ...(symptom.kind === 'stopped'
      ? silent
        ? { at: atCodec.serialize(since.at) }
        : {}
      : { at: atCodec.serialize(last) }),
  });
  const Icon = silent ? CircleDashed : CircleCheck;
  const why = cause === null ? '' : `: ${whyText({ ...cause, covered: false })}`;
  return (
    <li className="flex min-h-8 items-baseline gap-2 text-muted">
      <Icon
        size={14}
        strokeWidth={1.75}
        className={cx('shrink-0 translate-y-0.5', silent ? 'text-warn' : 'text-ok')}
        aria-hidden
      />
      <PageLink href={href} className="min-w-0 shrink-0 max-w-1/2 truncate text-text hover:underline">
        {`${nodeLabel(source)} → ${nodeLabel(target)}`}
      </PageLink>
      <span className="min-w-0 flex-1 truncate">{`${symptomText({ ...symptom, since: null })}${why}`}</span>
      <span className="tabular shrink-0">
        {silent
          ? 'still silent, as it was at a time compared with'
          : `recovered ${formatSpan(roughly(now - ended))} ago, lasted ${lastsText(since, ended)}`}
      </span>
    </li>
  );
}
