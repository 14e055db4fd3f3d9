import { cx } from '#components/ui/cx.ts';
import type { Step } from '#lib/simulate/simulation.ts';
import { stepText } from '#lib/simulate/step-texts.ts';
import { stepLooks } from './simulate-looks.ts';
import { WrittenAt } from './written-at.tsx';

/** What is looked at on the way, in its order, each with where it is written. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="space-y-1.5">
      {steps.map((step, i) => {
        const { icon: Icon, tone, says } = stepLooks[step.verdict];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: one code can come twice, the order is the answer's
          <li key={`${step.code} ${i}`} className="flex items-start gap-2">
            <Icon size={16} strokeWidth={1.75} aria-label={says} className={cx('mt-0.5 shrink-0', tone)} />
            <div className={cx('wrap-anywhere min-w-0 flex-1', step.verdict === 'note' && 'text-muted')}>
              {stepText(step)}.
              {step.object === null ? null : <WrittenAt object={step.object} path={step.path} />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
