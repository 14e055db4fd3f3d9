import { plural } from '#lib/format/ellipsis.ts';
import { formatShare } from '#lib/format/share.ts';
import { outcomeText } from '#lib/simulate/sentence.ts';
import type { ConsideredRule, Destination, End, Hop } from '#lib/simulate/simulation.ts';
import { StepList } from './step-list.tsx';
import { WrittenAt } from './written-at.tsx';

/** What one proxy does: its steps, the rules it went through, and each place that it sends to. */
export function HopPart({ hop, title }: { hop: Hop; title: string | null }) {
  return (
    <section className="space-y-3">
      {title === null ? null : <h2 className="font-semibold">{title}</h2>}
      <div className="rounded-md border border-line bg-surface px-4 py-3">
        <StepList steps={hop.steps} />
        <Rules rules={hop.rules} />
      </div>
      {hop.destinations.map((destination) => (
        <DestinationPart
          key={`${destination.mirror} ${destination.host} ${destination.subset} ${destination.port}`}
          destination={destination}
        />
      ))}
    </section>
  );
}

const outcomes = {
  taken: 'takes it',
  skipped: 'passed over',
  shadowed: 'never asked',
  later: 'never asked',
  unknown: 'not known',
} as const;

/** The rules that did not take the request, folded: why each did not. */
function Rules({ rules }: { rules: readonly ConsideredRule[] }) {
  const others = rules.filter(({ outcome }) => outcome !== 'taken');
  if (others.length === 0) return null;
  return (
    <details className="mt-3 border-line border-t pt-2">
      <summary className="cursor-pointer text-muted">
        {plural(others.length, 'rule does', 'rules do')} not take it
      </summary>
      <ul className="mt-2 space-y-1">
        {others.map(({ object, path, outcome, why, field }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule with two matches comes twice
          <li key={`${path} ${i}`} className="wrap-anywhere">
            <span className="text-muted">{outcomes[outcome]}:</span> {why || 'another rule goes before it'}
            {object === null ? null : <WrittenAt object={object} path={field ?? path} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function DestinationPart({ destination }: { destination: Destination }) {
  const { host, subset, port, share, mirror, steps, ends } = destination;
  return (
    <section className="rounded-md border border-line bg-surface">
      <h3 className="wrap-anywhere flex items-baseline gap-2 border-line border-b px-4 py-2 font-medium">
        <span className="tabular w-16 shrink-0 text-right">{formatShare(share)}</span>
        <span className="min-w-0 flex-1">
          {mirror ? 'copied to ' : ''}
          {host}
          {port === null ? '' : `:${port}`}
          {subset === null ? '' : `, subset ${subset}`}
        </span>
      </h3>
      <div className="space-y-3 px-4 py-3">
        {steps.length > 0 ? <StepList steps={steps} /> : null}
        {ends.map((end, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ends of one workload may differ in what is not shown
          <EndPart key={i} end={end} />
        ))}
      </div>
    </section>
  );
}

function EndPart({ end }: { end: End }) {
  const { share, pods, steps, ending, workload, next } = end;
  const passed = next !== null ? 'is passed on by a gateway, below' : outcomeText({ ending, workload });
  return (
    <div className="border-line border-t pt-2 first:border-t-0 first:pt-0">
      <p className="mb-1.5 flex gap-2 font-medium">
        <span className="tabular w-12 shrink-0 text-muted">{formatShare(share)}</span>
        <span className="wrap-anywhere min-w-0">
          {passed}
          {pods === null ? '' : ` (${plural(pods, 'pod')})`}
        </span>
      </p>
      <StepList steps={steps} />
    </div>
  );
}
