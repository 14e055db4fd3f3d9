'use client';
import { CircleMinus, CirclePlus, Equal, TriangleAlert } from 'lucide-react';
import type { useReview } from '#components/data/use-review.ts';
import { FindingsList } from '#components/inspector/findings-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ReviewResponse } from '#lib/api/findings-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';

type Review = ReturnType<typeof useReview>;

/** What a draft would do to the findings, beside the draft. */
export function DraftPanel({ review: { loaded, behind } }: { review: Review }) {
  switch (loaded.state) {
    case 'loading':
      return <div role="status" aria-label="Checking the draft" className="skeleton m-4 h-24" />;
    case 'failed':
      return (
        <Notice icon={TriangleAlert} tone="fail" className="m-4">
          {`The draft could not be checked: ${loaded.error.message} ${loaded.error.cure ?? ''}`}
        </Notice>
      );
    case 'ready':
      return <Delta response={loaded.data} behind={behind} />;
  }
}

function Delta({ response, behind }: { response: ReviewResponse; behind: boolean }) {
  const { objects, problems, appeared, gone, kept } = response;
  const changed = objects.filter(({ change }) => change !== 'same');
  return (
    <div className={behind ? 'opacity-60' : ''}>
      <p className="px-4 py-3" role="status" aria-live="polite">
        {sentence(appeared.length, gone.length, changed.length, problems.length)}
      </p>
      {problems.map(({ line, says }) => (
        <Notice key={`${line} ${says}`} icon={TriangleAlert} tone="fail" className="mx-4 mb-2">
          {`Line ${line} ${says}`}
        </Notice>
      ))}
      <Part
        icon={CirclePlus}
        title="Would appear"
        findings={appeared}
        none="Nothing would be wrong that is not now."
      />
      <Part
        icon={CircleMinus}
        title="Would go"
        findings={gone}
        none="Nothing that is wrong now would be mended."
      />
      <Part
        icon={Equal}
        title="Would stay"
        findings={kept}
        none="Nothing is wrong with it that would stay."
      />
    </div>
  );
}

function sentence(appeared: number, gone: number, changed: number, problems: number): string {
  if (problems > 0) return 'Part of the draft cannot be read, and is not checked.';
  if (changed === 0) return 'The draft changes nothing yet.';
  if (appeared === 0 && gone === 0) return 'The draft would change no finding.';
  const told = [
    ...(appeared === 0 ? [] : [`bring ${plural(appeared, 'finding')}`]),
    ...(gone === 0 ? [] : [`mend ${gone}`]),
  ];
  return `The draft would ${told.join(' and ')}.`;
}

interface PartProps {
  readonly icon: typeof Equal;
  readonly title: string;
  readonly findings: ReviewResponse['gone'];
  readonly none: string;
}

function Part({ icon: Icon, title, findings, none }: PartProps) {
  return (
    <Section title={title} aside={<Icon size={13} aria-hidden className="inline" />}>
      {findings.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <FindingsList findings={findings} linked={false} />
      )}
    </Section>
  );
}
