'use client';
import { CircleCheck, CirclePause, CirclePlay, Hourglass, type LucideIcon, Undo2 } from 'lucide-react';
import { useNow } from '#components/data/use-now.ts';
import { type ComparedService, useVerdict } from '#components/data/use-verdict.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { asEpochSeconds, asSeconds } from '#lib/core/branded.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { decimal, unitSpace } from '#lib/format/number.ts';
import { type Advice, adviseStep, type RolloutStep, usualSteps } from '#lib/verdict/stepper.ts';

interface StepperProps extends ComparedService {
  /** The version that is rolled out. */
  readonly version: string;
  /** Its share now, in percent of the rule that is edited. */
  readonly share: number;
  /** When that share was set; null where it is not known. */
  readonly since: EpochSeconds | null;
  /** In rising order of share; Weft's own where absent. */
  readonly steps?: readonly RolloutStep[];
  /** Called with the share in percent that a person chose. Nothing is set before. */
  readonly onStep: (share: number) => void;
}

/**
 * A rollout by steps that a person drives: where it is, how long this step is held, what the verdict allows, and a button for what
 * comes next. It sets nothing by itself.
 */
export function Stepper({ version, share, since, steps = usualSteps, onStep, ...of }: StepperProps) {
  const loaded = useVerdict(of, { window: asSeconds(300), at: null });
  const now = asEpochSeconds(useNow());
  const found = loaded.state === 'ready' ? loaded.data.versions.find((one) => one.version === version) : null;
  const advice = adviseStep({ steps, share, since, now, verdict: found?.verdict ?? null });
  return (
    <section aria-label={`Rollout of ${version}`} className="space-y-2">
      <Plan steps={steps} share={share} />
      <Told advice={advice} />
      {advice.kind === 'done' ? null : (
        <Button
          look={advice.kind === 'hold' || advice.kind === 'wait' ? 'outline' : 'accent'}
          onClick={() => onStep(advice.share)}
        >
          Set {percent(advice.share)}
        </Button>
      )}
    </section>
  );
}

const percent = (share: number): string => `${decimal(share, 1)}${unitSpace}%`;

/** The steps in order: those that are taken, the one that is held, those to come. */
function Plan({ steps, share }: { steps: readonly RolloutStep[]; share: number }) {
  const current = steps.findLast((step) => step.share <= share) ?? null;
  return (
    <ol className="flex flex-wrap gap-1">
      {steps.map((step) => {
        const taken = step.share <= share;
        return (
          <li
            key={step.share}
            aria-current={step === current ? 'step' : undefined}
            className={cx(
              'tabular rounded-md border px-2 py-0.5',
              step === current ? 'border-accent font-medium' : 'border-line',
              taken ? '' : 'text-muted',
            )}
          >
            {percent(step.share)}
            <span className="pl-1.5 text-faint text-xs">
              {taken && step !== current ? 'taken' : step.hold > 0 ? `hold ${formatSpan(step.hold)}` : 'end'}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const looks: Record<Advice['kind'], { icon: LucideIcon; text: string }> = {
  hold: { icon: CirclePause, text: 'text-muted' },
  wait: { icon: Hourglass, text: 'text-muted' },
  next: { icon: CirclePlay, text: 'text-ok' },
  back: { icon: Undo2, text: 'text-fail' },
  done: { icon: CircleCheck, text: 'text-ok' },
};

function Told({ advice: { kind, says } }: { advice: Advice }) {
  const { icon: Icon, text } = looks[kind];
  return (
    <p className="flex gap-2">
      <Icon size={15} strokeWidth={1.75} className={cx('mt-0.5 shrink-0', text)} aria-hidden />
      <span className="min-w-0 flex-1">{says}</span>
    </p>
  );
}
