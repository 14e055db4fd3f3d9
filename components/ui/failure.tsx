'use client';
import { CircleAlert, Lock, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '#lib/core/error-code.ts';
import { Blank } from './blank.tsx';
import { Button } from './button.tsx';
import { Prose } from './prose.tsx';

interface FailureProps {
  code: ErrorCode;
  title: string;
  message: string;
  cure: string | null;
  requestId?: string | null;
  onRetry?: () => void;
  /** Where else to go. */
  action?: ReactNode;
}

const icons: Partial<Record<ErrorCode, typeof Lock>> = { forbidden: Lock, 'not-found': SearchX };

/** A screen whose data could not be had: forbidden, not found or failed. */
export function Failure({ code, title, message, cure, requestId, onRetry, action }: FailureProps) {
  return (
    <Blank
      icon={icons[code] ?? CircleAlert}
      title={title}
      action={
        onRetry || action ? (
          <>
            {onRetry ? (
              <Button look="outline" onClick={onRetry}>
                Try again
              </Button>
            ) : null}
            {action}
          </>
        ) : null
      }
    >
      <p>{message}</p>
      {cure ? (
        <p className="text-text">
          <Prose text={cure} />
        </p>
      ) : null}
      {requestId ? <p className="font-mono text-faint text-xs">request {requestId}</p> : null}
    </Blank>
  );
}
