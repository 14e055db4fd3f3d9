'use client';
import { type Command, useCommands } from '#components/shell/commands.tsx';
import type { OpenProblem } from '#lib/api/incidents-contract.ts';

interface Keys {
  /** The problem that one stands on, else the first; null where there is none. */
  readonly here: OpenProblem | null;
  readonly step: (by: 1 | -1) => void;
  readonly acts: Readonly<Record<'fix' | 'acknowledge' | 'snooze' | 'takeBack' | 'copy' | 'link', Act>>;
}

type Act = (row: OpenProblem) => void;

const within = 'While an incident has the focus';
const nothing = () => undefined;

/** Heard by the row that has the focus. */
const ofRow: readonly Command[] = [
  { id: 'incident-enter', title: 'Show it on the graph', keys: 'Enter', within, run: nothing },
  { id: 'incident-space', title: 'Open or close it', keys: 'Space', within, run: nothing },
  { id: 'incident-arrows', title: 'The next and the previous one', keys: '↓ ↑', within, run: nothing },
];

/** The keys of the page, heard wherever the focus is, as long as there is a problem. */
export function useIncidentCommands({ here, step, acts }: Keys): void {
  const onHere = (act: Act) => () => {
    if (here !== null) act(here);
  };
  const ofPage: readonly Command[] = [
    { id: 'incident-next', title: 'Next incident', keys: 'j', run: () => step(1) },
    { id: 'incident-previous', title: 'Previous incident', keys: 'k', run: () => step(-1) },
    { id: 'incident-fix', title: 'Review the fix of the incident', keys: 'f', run: onHere(acts.fix) },
    {
      id: 'incident-acknowledge',
      title: 'Acknowledge the incident',
      keys: 'a',
      run: onHere(acts.acknowledge),
    },
    { id: 'incident-snooze', title: 'Snooze the incident', keys: 's', run: onHere(acts.snooze) },
    {
      id: 'incident-take-back',
      title: 'Take back what was said of the incident',
      keys: 'u',
      run: onHere(acts.takeBack),
    },
    { id: 'incident-copy', title: 'Copy the incident as Markdown', keys: 'c', run: onHere(acts.copy) },
    {
      id: 'incident-link',
      title: 'Copy a link to the incident at this moment',
      keys: 'l',
      run: onHere(acts.link),
    },
  ];
  useCommands(here === null ? [] : [...ofPage, ...ofRow]);
}
