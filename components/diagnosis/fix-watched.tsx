'use client';
import { CircleCheck, Hourglass, TriangleAlert } from 'lucide-react';
import { useNow } from '#components/data/use-now.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { DiagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { goneText, symptomText } from '#lib/diagnosis/explain.ts';
import type { Symptom } from '#lib/diagnosis/symptom.ts';
import { watchFix } from '#lib/diagnosis/watch-fix.ts';
import { formatSpan } from '#lib/format/duration.ts';

interface FixWatchedProps {
  /** What is wrong on the edge now. */
  readonly data: DiagnosisResponse;
  /** What the fix was for. */
  readonly symptom: Symptom;
  /** When the fix was applied. */
  readonly since: EpochSeconds;
}

/** Whether a symptom goes once its fix is applied; where it stays the change is best taken back. */
export function FixWatched({ data, symptom, since }: FixWatchedProps) {
  const now = useNow();
  const watched = watchFix({ before: symptom, diagnoses: data.diagnoses, since, at: data.at, now });
  switch (watched.state) {
    case 'gone':
      return (
        <Notice icon={CircleCheck} tone="info" className="m-3">
          {`It is gone: ${goneText(symptom)}.`}
        </Notice>
      );
    case 'weaker':
      return (
        <Notice icon={Hourglass} className="m-3">
          {`It lessens: ${symptomText(watched.symptom)}. The window still holds requests from before the fix.`}
        </Notice>
      );
    case 'waiting':
      return (
        <Notice icon={Hourglass} className="m-3">
          {`Watching for ${formatSpan(watched.left)} more. Now: ${symptomText(watched.symptom)}.`}
        </Notice>
      );
    case 'stays':
      return (
        <Notice icon={TriangleAlert} tone="warn" className="m-3">
          {`It stays: ${symptomText(watched.symptom)}. Undo takes the fix back.`}
        </Notice>
      );
  }
}
