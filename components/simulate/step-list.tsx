import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Step } from '#lib/simulate/simulation.ts';
import { stepText } from '#lib/simulate/step-texts.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { stepLooks } from './simulate-looks.ts';

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
            <span className={cx('wrap-anywhere min-w-0 flex-1', step.verdict === 'note' && 'text-muted')}>
              {stepText(step)}.
              {step.object === null ? null : <WrittenAt object={step.object} path={step.path} />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The object and the field that say so, as a link to that line. */
export function WrittenAt({ object, path }: { object: ObjectRef; path: string | null }) {
  return (
    <span className="ml-2 text-xs">
      <Link href={pagePaths.object(object, path ?? '')} className="text-accent hover:underline">
        {object.kind} {object.namespace === null ? '' : `${object.namespace}/`}
        {object.name}
      </Link>{' '}
      <span className="font-mono text-faint">{path}</span>
    </span>
  );
}
