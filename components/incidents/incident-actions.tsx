'use client';
import { BellOff, BellPlus, Link2, ScrollText, Stethoscope, UserCheck } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import type { IncidentWalk } from './use-incident-walk.ts';

const linkLook =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover';

interface IncidentActionsProps {
  readonly problem: OpenProblem;
  readonly walk: IncidentWalk;
  readonly mayAcknowledge: boolean;
}

/** What can be done from here, the fix first. */
export function IncidentActions({ problem, walk, mayAcknowledge }: IncidentActionsProps) {
  const { acts } = walk;
  const fix = acts.toFix(problem);
  return (
    <div className="flex flex-wrap gap-1.5 pt-2">
      {fix === null ? null : (
        <PageLink href={fix} className={linkLook}>
          <Stethoscope size={14} strokeWidth={1.75} aria-hidden /> Review the fix
        </PageLink>
      )}
      <PageLink href={acts.toGraph(problem)} className={linkLook}>
        Show on the graph
      </PageLink>
      <PageLink href={acts.toLogs(problem)} className={linkLook}>
        <ScrollText size={14} strokeWidth={1.75} aria-hidden /> Logs
      </PageLink>
      <PageLink href={acts.toAlertRule(problem)} className={linkLook}>
        <BellPlus size={14} strokeWidth={1.75} aria-hidden /> Alert rule
      </PageLink>
      {mayAcknowledge ? (
        <>
          <Button look="outline" onClick={() => walk.begin(problem, 'acknowledge')}>
            <UserCheck size={14} strokeWidth={1.75} aria-hidden /> Acknowledge
          </Button>
          <Button look="outline" onClick={() => walk.begin(problem, 'snooze')}>
            <BellOff size={14} strokeWidth={1.75} aria-hidden /> Snooze
          </Button>
        </>
      ) : null}
      <CopyButton icon={Link2} label="Copy link to this moment" text={() => acts.link(problem)} />
      <CopyButton label="Copy as Markdown" text={() => acts.markdown(problem)} />
    </div>
  );
}
