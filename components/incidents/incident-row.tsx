'use client';
import { ChevronRight, CircleCheck, CircleX } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import { FiringAlerts } from './firing-alerts.tsx';
import { IncidentActions } from './incident-actions.tsx';
import { incidentColumns } from './incident-columns.ts';
import { IncidentDetails } from './incident-details.tsx';
import { HarmFact, SinceFact, TrendFact } from './incident-facts.tsx';
import { changeLine, overText, placeText, sentenceOf } from './incident-text.ts';
import { StanceForm } from './stance-form.tsx';
import { StanceLine } from './stance-line.tsx';
import type { TrendOf } from './trend-of.ts';
import { type IncidentWalk, rowId } from './use-incident-walk.ts';

interface IncidentRowProps {
  readonly problem: OpenProblem;
  readonly data: IncidentsResponse;
  readonly trend: TrendOf | null;
  /** Why trends are not known; null while they are on their way. */
  readonly missing: string | null;
  readonly now: number;
  readonly walk: IncidentWalk;
}

/** One problem: where, what and why, since when, where it is going and whom it hurts; open, all that is known and can be done. */
export function IncidentRow({ problem, data, trend, missing, now, walk }: IncidentRowProps) {
  const { key, stance } = problem;
  const isOpen = walk.open === key;
  const { sayings, acts } = walk;
  const saying = sayings.saying?.key === key ? sayings.saying.what : null;
  const place = placeText(problem, data.nodes);
  const since = trend?.since ?? problem.since;
  const [change] = trend?.changes ?? [];
  const isOver = problem.over || trend?.trend === 'over';
  const Icon = isOver ? CircleCheck : CircleX;
  return (
    <li className="border-line border-t first:border-t-0">
      <article
        id={rowId(key)}
        tabIndex={walk.current === key ? 0 : -1}
        aria-labelledby={`${rowId(key)}-place`}
        aria-describedby={`${rowId(key)}-why`}
        onFocus={() => walk.stand(key)}
        onKeyDown={walk.onKeyDown(problem)}
        className={cx('px-4 py-2 -outline-offset-2', isOpen && 'bg-surface')}
      >
        <div className={cx('relative', incidentColumns)}>
          <div className="flex min-w-0 gap-2">
            <Icon
              size={16}
              strokeWidth={1.75}
              className={cx(
                'mt-0.5 shrink-0',
                stance.state === 'open' && !isOver ? 'text-fail' : 'text-muted',
              )}
              aria-hidden
            />
            <div className="min-w-0 flex-1">
              <h2 id={`${rowId(key)}-place`} className="truncate font-semibold" title={place}>
                <button
                  type="button"
                  tabIndex={walk.current === key ? 0 : -1}
                  aria-expanded={isOpen}
                  onClick={() => walk.toggle(problem)}
                  className="inline-flex max-w-full items-center gap-1 after:absolute after:inset-0"
                >
                  <span className="truncate">{place}</span>
                  <ChevronRight
                    size={14}
                    aria-hidden
                    className={cx('shrink-0 text-faint transition-transform', isOpen && 'rotate-90')}
                  />
                </button>
                {acts.toFix(problem) !== null && !isOpen ? (
                  <span className="ml-2 rounded-sm bg-accent-quiet px-1 font-medium text-accent text-xs">
                    fix ready
                  </span>
                ) : null}
              </h2>
              <p id={`${rowId(key)}-why`} className={cx('wrap-anywhere', !isOpen && 'line-clamp-2')}>
                {sentenceOf(problem)}
              </p>
              {isOver ? (
                <p className="text-ok">
                  {overText(problem.diagnosis.symptom.kind, trend?.points ?? [], data.window)}
                </p>
              ) : null}
              {change === undefined || isOpen || isOver ? null : (
                <p className="truncate text-muted" title={changeLine(change)}>
                  {`Changed before: ${changeLine(change)}`}
                </p>
              )}
            </div>
          </div>
          <SinceFact since={since} now={now} />
          <TrendFact problem={problem} trend={trend} missing={missing} />
          <HarmFact problem={problem} />
        </div>
        <div className="pl-6">
          <FiringAlerts problem={key} now={now} />
          <StanceLine
            problem={problem}
            now={now}
            onTakeBack={data.mayAcknowledge ? () => sayings.takeBack(problem) : null}
          />
          {saying === null ? null : (
            <StanceForm
              saying={saying}
              isPending={sayings.isPending}
              failed={sayings.failed}
              onSay={(said) => walk.say(problem, saying, said)}
              onCancel={() => walk.cancel(problem)}
            />
          )}
          {isOpen ? (
            <>
              <IncidentActions problem={problem} walk={walk} mayAcknowledge={data.mayAcknowledge} />
              <IncidentDetails
                problem={problem}
                data={data}
                trend={trend}
                hrefs={{ changes: acts.toChanges(problem), edge: (id) => acts.toEdge(problem, id) }}
              />
            </>
          ) : null}
        </div>
      </article>
    </li>
  );
}
