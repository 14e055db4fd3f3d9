import type { Check } from '#lib/core/check.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { seconds } from '#lib/core/units.ts';
import { graphWindows } from '#lib/core/windows.ts';
import { causeOn } from '#lib/diagnosis/after-fix.ts';
import { diagnose } from '#lib/diagnosis/diagnose.ts';
import type { CauseFound, Diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { symptomText, whyText } from '#lib/diagnosis/explain.ts';
import { readableDiagnosis, withoutNames } from '#lib/diagnosis/readable.ts';
import type { DiagnosisInput } from '#lib/diagnosis/situation.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { diagnosisInput } from './diagnosis.ts';

/** A longer window would go on showing what has ended. */
const window = seconds.parse(graphWindows[0]);

/**
 * Whether what is wrong on an edge would have the same cause on another mesh: its traffic as it is, diagnosed with the configuration
 * as it would be. One check for each cause that is told; none where nothing is wrong.
 */
export async function causeAfter(ctx: Context, edge: EdgeId, after: MeshSnapshot): Promise<readonly Check[]> {
  try {
    const { located, diagnosed } = await diagnosisInput(ctx, { edge, window, at: null });
    const hidden = located.edge.id !== located.whole.id;
    return diagnose(diagnosed).map((each) => {
      const readable = hidden ? withoutNames(each) : readableDiagnosis(each, located.visibility.namespaces);
      return checkOf(diagnosed, each, readable, after);
    });
  } catch (error) {
    if (ctx.signal.aborted || !isWeftError(error)) throw error;
    return [check('unknown', 'Whether the cause would be gone is not known.', error.message)];
  }
}

function checkOf(input: DiagnosisInput, whole: Diagnosis, readable: Diagnosis, after: MeshSnapshot): Check {
  const [cause] = whole.told ? whole.causes : [];
  const [shown] = readable.causes;
  if (cause === undefined || shown === undefined)
    return check(
      'unknown',
      `No cause is known of this, so not whether it would be gone: ${symptomText({ ...whole.symptom, since: null })}.`,
      null,
    );
  return outcomeOf(causeOn(input, whole, cause, after), shown);
}

function outcomeOf(left: ReturnType<typeof causeOn>, cause: CauseFound): Check {
  const why = whyText(cause);
  switch (left) {
    case 'gone':
      return check('passes', `The cause would be gone: ${why}.`, null);
    case 'weaker':
      return check('warns', `Less would speak for the cause, but it would remain: ${why}.`, elsewhere);
    case 'stays':
      return check('warns', `The cause would remain: ${why}.`, elsewhere);
  }
}

const elsewhere = 'The change does not mend what is wrong on this edge, or not all of it.';

const check = (outcome: Check['outcome'], says: string, cure: string | null): Check => ({
  code: 'cause',
  outcome,
  says,
  cure,
  confirm: null,
});
