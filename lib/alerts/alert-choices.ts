import type { AlertAbout } from './alert-rule.ts';
import type { AlertSubject } from './alert-subject.ts';

/** What an alert can be about on an edge, what is wrong now first. Of TCP there are no durations, and connections may last for days. */
export function alertChoices({
  edge,
  symptom,
}: Pick<AlertSubject, 'edge' | 'symptom'>): readonly AlertAbout[] {
  const failing: readonly AlertAbout[] = symptom?.kind === 'errors' && tells(symptom) ? ['outcome'] : [];
  const all: readonly AlertAbout[] =
    edge.protocol === 'tcp' ? [...failing, 'errors'] : [...failing, 'errors', 'slow', 'stopped'];
  const now = symptom?.kind;
  return now === 'slow' || now === 'stopped'
    ? [...all.filter((about) => about === now), ...all.filter((about) => about !== now)]
    : all;
}

/** Of connections only flags tell. */
const tells = ({
  outcome: { code, flags },
}: {
  outcome: { code: string; flags: readonly string[] };
}): boolean => flags.length > 0 || (code !== '' && /\d/.test(code)) || code === '-';
