import Link from 'next/link';
import { ShiftTrafficLink } from '#components/edit/shift-traffic-link.tsx';
import { Section } from '#components/ui/section.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatCount } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Split } from '#lib/graph/model.ts';
import { pagePaths } from '#lib/url/paths.ts';

interface SplitSectionProps {
  readonly split: Split;
  readonly version: string | null;
  readonly edge: EdgeId;
}

/** Declared weight beside observed share, with how sure the observation is. */
export function SplitSection({ split, version, edge }: SplitSectionProps) {
  return (
    <Section
      title={version ? `Share of ${version}` : 'Share of this destination'}
      aside={
        <Link href={pagePaths.object(split.route)} className="text-accent hover:underline">
          {split.route.kind} {split.route.name}
        </Link>
      }
    >
      <p className="float-right mb-1 ml-2">
        <ShiftTrafficLink object={split.route} path={ruleField(split)} edge={edge} />
      </p>
      {split.verdict === 'mixture' ? (
        <p className="text-muted">{mixtureText(split.rules)}</p>
      ) : (
        <>
          <ShareTrack {...split} />
          <p className={split.deviates ? 'text-warn' : 'text-muted'}>{verdictText(split)}</p>
          {split.since === null ? null : (
            <p className="text-faint text-xs">
              Counted since {formatMoment(split.since)}; the route has not changed since.
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** Of a rule alone another route has its share in the mixture. */
function mixtureText(rules: Split['rules']): string {
  const places = rules.map((rule) => rule + 1).join(', ');
  const who =
    rules.length === 1 ? `Rule ${places} of this route and another route` : `Rules ${places} of this route`;
  return `${who}, or a gateway and the mesh, reach the same destinations. What is observed is a mixture of their weights and is not compared with any.`;
}

/** The field of the rule that splits, as findings write it; empty where several do. */
const ruleField = ({ route: { kind }, rule }: Split): string =>
  rule === null ? '' : `spec.${kind === 'VirtualService' ? 'http' : 'rules'}[${rule}]`;

function verdictText(split: Split): string {
  if (split.verdict === 'waiting') {
    return `Declared ${formatShare(split.declared)}; ${formatCount(split.n)} requests are too few to compare.`;
  }
  const seen = `Declared ${formatShare(split.declared)}, observed ${formatShare(split.observed)} of ${formatCount(split.n)} requests`;
  const band = `99 % band ${formatShare(split.low)} to ${formatShare(split.high)}`;
  return split.deviates ? `${seen}: outside the ${band} ≠` : `${seen}; ${band}.`;
}

const percent = (share: number | null): string => `${Math.min(100, Math.max(0, (share ?? 0) * 100))}%`;

interface ShareTrackProps {
  readonly declared: number | null;
  readonly observed: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A share (0 to 1) as it is declared, a ring, beside what is observed, a tick on its band. */
export function ShareTrack({ declared, observed, low, high }: ShareTrackProps) {
  return (
    <div className="relative my-2 h-4" aria-hidden="true">
      <div className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-sunken" />
      {low !== null && high !== null ? (
        <div
          className="absolute top-1.5 h-1 rounded-full bg-line-strong"
          style={{ left: percent(low), width: `calc(${percent(high)} - ${percent(low)})` }}
        />
      ) : null}
      {observed === null ? null : (
        <div
          className="absolute top-0.5 h-3 w-0.5 rounded-full bg-text"
          style={{ left: percent(observed) }}
        />
      )}
      {declared === null ? null : (
        <div
          className="absolute top-0 size-4 -translate-x-1/2 rounded-full border-2 border-accent"
          style={{ left: percent(declared) }}
        />
      )}
    </div>
  );
}
