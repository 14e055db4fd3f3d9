'use client';
import type { ReactElement, ReactNode } from 'react';
import { Failure } from '#components/ui/failure.tsx';
import type { Loadable } from './loadable.ts';

type Ready<T> = Extract<Loadable<T>, { state: 'ready' }>;

interface LoadedProps<T> {
  readonly of: Loadable<T>;
  /** What is being waited for, for who cannot see it; or a skeleton of the real layout that says it itself. */
  readonly waiting: string | ReactElement;
  /** What cannot be shown, as the title of the failure. */
  readonly failed: string;
  readonly onRetry?: () => void;
  /** Where else to go from a failure. */
  readonly action?: ReactNode;
  readonly children: (data: T, ready: Ready<T>) => ReactNode;
}

/** A screen by what is known of its data: a skeleton, why there is none, or the screen itself. */
export function Loaded<T>({ of, waiting, failed, onRetry, action, children }: LoadedProps<T>) {
  switch (of.state) {
    case 'loading':
      return typeof waiting === 'string' ? (
        <div role="status" aria-label={waiting} className="skeleton m-6 h-120" />
      ) : (
        waiting
      );
    case 'failed':
      return (
        <Failure
          code={of.error.code}
          title={failed}
          message={of.error.message}
          cure={of.error.cure}
          requestId={of.error.requestId}
          onRetry={onRetry}
          action={action}
        />
      );
    case 'ready':
      return children(of.data, of);
  }
}
