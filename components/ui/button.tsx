import type { ComponentProps } from 'react';
import { cx } from './cx.ts';

type Look = 'plain' | 'outline' | 'accent';

const looks: Record<Look, string> = {
  plain: 'text-muted hover:bg-hover hover:text-text aria-pressed:bg-accent-quiet aria-pressed:text-accent',
  outline: 'border border-line-strong bg-surface text-text hover:bg-hover',
  accent: 'bg-accent font-medium text-on-accent hover:opacity-90',
};

/** A button 28 px high with a word in it. */
export function Button({ look = 'plain', className, ...rest }: ComponentProps<'button'> & { look?: Look }) {
  return (
    <button
      type="button"
      className={cx(
        'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-2 transition-colors',
        'disabled:pointer-events-none disabled:opacity-45 data-[state=open]:bg-hover data-[state=open]:text-text',
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
