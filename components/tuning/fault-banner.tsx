'use client';
import { FlaskConical } from 'lucide-react';
import { useNow } from '#components/data/use-now.ts';
import { useFaults } from '#components/data/use-tuning.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { FaultsResponse } from '#lib/api/tuning-contract.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatShare } from '#lib/format/share.ts';
import { pagePaths } from '#lib/url/paths.ts';

type Fault = FaultsResponse['faults'][number];

/** So many are told one by one. */
const most = 2;

/** Over every page while the mesh is made to fail on purpose: where, how, since when, and whether it should have ended. */
export function FaultBanner() {
  const loaded = useFaults();
  const now = useNow();
  if (loaded.state !== 'ready' || loaded.data.faults.length === 0) return null;
  const { faults } = loaded.data;
  return (
    <div
      role="status"
      className="flex shrink-0 items-start gap-2 border-line border-b bg-warn-quiet px-4 py-1.5 text-warn"
    >
      <FlaskConical size={15} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">
        {faults.slice(0, most).map((fault) => (
          <p key={`${objectName(fault.object)} ${fault.rule}`} className="truncate">
            {`Fault on purpose: ${does(fault)} to ${fault.hosts.join(', ')} `}
            <PageLink
              href={pagePaths.object(fault.object, ruleField(fault.rule))}
              className="underline underline-offset-2"
            >
              {objectName(fault.object)}
            </PageLink>
            {due(fault, now)}
          </p>
        ))}
        {faults.length > most ? <p>{`And ${faults.length - most} more.`}</p> : null}
      </div>
    </div>
  );
}

function does({ delay, abort }: Fault): string {
  return [
    ...(delay === null ? [] : [`${formatShare(delay.percent / 100)} of requests delayed`]),
    ...(abort === null ? [] : [`${formatShare(abort.percent / 100)} answered ${abort.status}`]),
  ].join(', ');
}

const ruleField = (rule: string): string => `spec.${rule.replace('/', '[')}].fault`;

function due({ since, until }: Fault, now: number): string {
  if (until !== null && now >= until) return ` · should have ended ${formatSpan(now - until)} ago`;
  if (until !== null) return ` · to be ended in ${formatSpan(until - now)}`;
  return since === null ? '' : ` · for ${formatSpan(now - since)} or longer`;
}
