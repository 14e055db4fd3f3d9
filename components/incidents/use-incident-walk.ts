'use client';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import type { AcknowledgeRequest, OpenProblem } from '#lib/api/incidents-contract.ts';
import { useOpenProblem } from './incident-params.ts';
import type { Saying } from './stance-form.tsx';
import { type IncidentsShown, useIncidentActs } from './use-incident-acts.ts';
import { useIncidentCommands } from './use-incident-commands.ts';
import { useIncidentSayings } from './use-incident-sayings.ts';

/** The element that has the focus while one stands on a problem. */
export const rowId = (key: string): string => `incident-${key}`;

interface Walked extends IncidentsShown {
  /** The rows on screen, in their order. */
  readonly rows: readonly OpenProblem[];
}

/** Goes over the problems by keys and does what can be done with each: the same that its row offers. */
export function useIncidentWalk({ rows, data, trendOf }: Walked) {
  const router = useRouter();
  const [open, setOpen] = useOpenProblem();
  const [stood, setStood] = useState<string | null>(null);
  const [said, tell] = useState('');
  const acts = useIncidentActs({ data, trendOf });
  const sayings = useIncidentSayings({ data, name: acts.name, tell });
  const at = rows.findIndex(({ key }) => key === (stood ?? open));
  const here = rows[Math.max(0, at)] ?? null;

  const stand = (row: OpenProblem | null | undefined) => {
    if (row == null) return;
    setStood(row.key);
    const element = document.getElementById(rowId(row.key));
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  };
  // The first key of a walk shows where it begins.
  const step = (by: 1 | -1) => stand(at >= 0 && stood !== null ? rows[at + by] : here);
  const toggle = (row: OpenProblem) => void setOpen(open === row.key ? null : row.key);
  const copy = (text: string, what: string) =>
    void navigator.clipboard.writeText(text).then(() => tell(`Copied ${what}.`));
  const begin = (row: OpenProblem, what: Saying) => {
    setStood(row.key);
    sayings.begin(row, what);
  };
  useIncidentCommands({
    here,
    step,
    acts: {
      fix: (row) => {
        const path = acts.toFix(row);
        if (path === null) tell(`There is no fix to review for ${acts.name(row)}.`);
        else router.push(path);
      },
      acknowledge: (row) => begin(row, 'acknowledge'),
      snooze: (row) => begin(row, 'snooze'),
      takeBack: sayings.takeBack,
      copy: (row) => copy(acts.markdown(row), `${acts.name(row)} as Markdown`),
      link: (row) => copy(acts.link(row), `the link to ${acts.name(row)}`),
    },
  });
  return {
    current: here?.key ?? null,
    open,
    said,
    acts,
    sayings,
    toggle,
    begin,
    stand: (key: string) => setStood(key),
    /** What is put off leaves the list: the focus goes to what comes after it. */
    say: (row: OpenProblem, what: Saying, note: Pick<AcknowledgeRequest, 'note' | 'span'>) => {
      const i = rows.indexOf(row);
      const next = what === 'snooze' ? (rows[i + 1] ?? rows[i - 1]) : row;
      sayings.say(row, what, note, () => stand(next));
    },
    cancel: (row: OpenProblem) => {
      sayings.cancel();
      stand(row);
    },
    /** Keys that the row itself hears. */
    onKeyDown: (row: OpenProblem) => (event: KeyboardEvent<HTMLElement>) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.target !== event.currentTarget || !plain) return;
      const act = {
        Enter: () => router.push(acts.toGraph(row)),
        ' ': () => toggle(row),
        ArrowDown: () => step(1),
        ArrowUp: () => step(-1),
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
  };
}

export type IncidentWalk = ReturnType<typeof useIncidentWalk>;
