'use client';
import { useState } from 'react';
import { asApiError } from '#components/data/api-error.ts';
import { useAcknowledge } from '#components/data/use-incidents.ts';
import type { AcknowledgeRequest, IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { Saying } from './stance-form.tsx';

interface Sayings {
  readonly data: IncidentsResponse;
  readonly name: (row: OpenProblem) => string;
  /** Tells who cannot see it what was done. */
  readonly tell: (text: string) => void;
}

/** What is being said of a problem, and the way to say it or take it back. */
export function useIncidentSayings({ data, name, tell }: Sayings) {
  const { mutate, reset, isPending, error } = useAcknowledge();
  const [saying, setSaying] = useState<{ readonly key: string; readonly what: Saying } | null>(null);
  const of = (row: OpenProblem) => ({ problem: row.key, window: data.window });
  return {
    saying,
    isPending,
    failed: error === null ? null : asApiError(error).message,
    begin: (row: OpenProblem, what: Saying) => {
      reset();
      if (data.mayAcknowledge) setSaying({ key: row.key, what });
      else tell('Nothing can be said of problems here: it is view only, or a moment that is over.');
    },
    say: (
      row: OpenProblem,
      what: Saying,
      said: Pick<AcknowledgeRequest, 'note' | 'span'>,
      then: () => void,
    ) =>
      mutate(
        { ...of(row), ...said, does: what },
        {
          onSuccess: () => {
            setSaying(null);
            tell(`${what === 'snooze' ? 'Snoozed' : 'Acknowledged'} ${name(row)}.`);
            then();
          },
        },
      ),
    cancel: () => setSaying(null),
    takeBack: (row: OpenProblem) => {
      if (row.stance.said === null || !data.mayAcknowledge)
        return tell(`Nobody has said anything of ${name(row)} that could be taken back.`);
      mutate(
        { ...of(row), does: 'open' },
        { onSuccess: () => tell(`Taken back what was said of ${name(row)}.`) },
      );
    },
  };
}

export type IncidentSayings = ReturnType<typeof useIncidentSayings>;
