'use client';
import { Split } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { Blank } from '#components/ui/blank.tsx';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import { defaultRule } from '#lib/edit/split/default-rule.ts';
import { routeRules } from '#lib/edit/split/route-rules.ts';
import { RuleWork } from './rule-work.tsx';
import { SplitHeader } from './split-header.tsx';
import { useSplitParams } from './split-params.ts';
import type { Reviewed } from './use-rule-work.ts';

interface SplitWorkProps {
  readonly object: ObjectRef;
  readonly latest: EditableResponse;
  /** Why the newest read failed: `latest` is the last good one then. */
  readonly failing: ApiError | null;
  readonly readAgain: () => void;
}

/** What is done with a route: its weights are set, reviewed, applied, and settled with what others did meanwhile. */
export function SplitWork({ object, latest, failing, readAgain }: SplitWorkProps) {
  const [base, setBase] = useState(latest.content);
  const rules = useMemo(() => routeRules(base), [base]);
  const link = useSplitParams();
  const rule = rules.find(({ id }) => id === link.params.rule) ?? defaultRule(rules);
  // Outlives the choice of a rule: the one that is reviewed may stand elsewhere in a newer version.
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  return (
    <div className="flex h-full flex-col">
      <SplitHeader object={object} />
      {rule === null ? (
        <Blank icon={Split} title={`${objectName(object)} has no rules`}>
          <p>Traffic is shifted between the destinations of a rule. This object has none, or is no route.</p>
        </Blank>
      ) : (
        <RuleWork
          key={rule.id}
          {...{ object, latest, failing, readAgain, base, setBase, rules, rule, link, reviewed, setReviewed }}
        />
      )}
    </div>
  );
}
