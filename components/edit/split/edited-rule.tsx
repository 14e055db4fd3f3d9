'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { defaultRow } from '#lib/edit/split/default-rule.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { percentages } from '#lib/edit/split/weights.ts';
import { formatCount } from '#lib/format/number.ts';
import { MirrorRows } from './mirror-rows.tsx';
import { Presets } from './presets.tsx';
import { RuleHead } from './rule-head.tsx';
import { type SeenRule, SplitRow } from './split-row.tsx';
import { StackedBar } from './stacked-bar.tsx';
import type { SplitDraft } from './use-split-draft.ts';

interface EditedRuleProps {
  readonly rule: RouteRule;
  readonly draft: SplitDraft;
  /** What is seen of the rule; null where that could not be had, undefined until it is known. */
  readonly seen: SeenRule | null | undefined;
  /** Places, from 1, of the other rules whose traffic cannot be told apart from this one's. */
  readonly mixedWith: readonly number[];
  /** Nothing may be moved. */
  readonly disabled: boolean;
  /** Why the weights cannot be those of the rule; null where they can. */
  readonly refused: string | null;
}

/** The rule whose weights are moved: the whole as a bar, a row a destination, and mirrors. */
export function EditedRule({ rule, draft, seen, mixedWith, disabled, refused }: EditedRuleProps) {
  const [chosen, setChosen] = useState(() => defaultRow(rule));
  const { destinations, protocol, mirrors } = rule;
  const declared = percentages(destinations.map(({ effective }) => effective));
  const wanted = percentages(draft.weights);
  const selected = destinations[chosen];
  const lone = destinations.length === 1;
  const unit = protocol === 'http' || protocol === 'grpc' ? 'rps' : 'conn/s';
  return (
    <section
      aria-label={`Rule ${rule.index + 1}, edited`}
      className="rounded-md border border-line-strong bg-surface"
    >
      <div className="space-y-3 p-3">
        <RuleHead rule={rule} dimmed={false} />
        {lone ? (
          <p className="text-muted">
            Its one destination takes everything, so there is nothing to move. Add a version to the rule to
            split it.
          </p>
        ) : (
          <>
            <StackedBar destinations={destinations} shares={wanted} selected={chosen} />
            {selected === undefined ? null : (
              <Presets
                name={targetName(selected)}
                share={wanted?.[chosen] ?? null}
                disabled={disabled || draft.locked[chosen] === true}
                onChoose={(percent) => draft.preset(chosen, percent)}
              />
            )}
          </>
        )}
      </div>
      <table aria-label="Destinations" className="w-full table-fixed">
        <Heading />
        <tbody>
          {destinations.map((destination, i) => (
            <SplitRow
              key={destination.index}
              destination={destination}
              draft={draft}
              declared={declared?.[i] ?? null}
              wanted={wanted?.[i] ?? null}
              seen={seen === undefined ? undefined : (seen?.destinations[i] ?? null)}
              rate={mixedWith.length > 0 ? null : (seen?.rate ?? null)}
              mixed={mixedWith.length > 0}
              unit={unit}
              selected={i === chosen && !lone}
              disabled={disabled}
              lone={lone && destination.backend === null}
              onSelect={() => setChosen(i)}
            />
          ))}
        </tbody>
      </table>
      <MirrorRows mirrors={mirrors} draft={draft} disabled={disabled} />
      <Remarks draft={draft} lone={lone} mixedWith={mixedWith} disabled={disabled} refused={refused} />
    </section>
  );
}

const columns = [
  { title: 'Destination', width: 'w-[20%]', end: false },
  { title: 'Share', width: '', end: false },
  { title: 'Weight', width: 'w-24', end: true },
  { title: 'Lock', width: 'w-10', end: false },
  { title: 'Declared', width: 'w-30', end: true },
  { title: 'Observed', width: 'w-36', end: false },
  { title: 'Rate', width: 'w-32', end: true },
] as const;

function Heading() {
  return (
    <thead className="border-line border-t text-muted text-xs">
      <tr>
        {columns.map(({ title, width, end }) => (
          <th
            key={title}
            scope="col"
            className={cx(
              'px-1.5 py-1 font-medium first:pl-3 last:pr-3',
              width,
              end ? 'text-right' : 'text-left',
            )}
          >
            {title === 'Lock' ? <span className="sr-only">{title}</span> : title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type RemarksProps = Pick<EditedRuleProps, 'draft' | 'mixedWith' | 'disabled' | 'refused'> & { lone: boolean };

function Remarks({ draft, lone, mixedWith, disabled, refused }: RemarksProps) {
  const uneven = !lone && draft.sum !== 100 && draft.sum !== 0;
  if (!uneven && mixedWith.length === 0 && refused === null) return null;
  return (
    <div className="space-y-1 border-line border-t px-3 py-2">
      {refused === null ? null : (
        <p role="alert" className="text-fail">
          {refused}
        </p>
      )}
      {uneven ? (
        <p className="flex items-center gap-2 text-muted">
          {`The weights add up to ${formatCount(draft.sum)}. What counts is their share of that.`}
          <Button look="outline" disabled={disabled} onClick={draft.normalise}>
            Normalise to 100
          </Button>
        </p>
      ) : null}
      {mixedWith.length === 0 ? null : (
        <p className="text-muted">
          {`${mixedWith.length === 1 ? 'Rule' : 'Rules'} ${mixedWith.join(', ')} ${mixedWith.length === 1 ? 'reaches' : 'reach'} the same destinations: what is observed is a mixture, and is not held against these weights.`}
        </p>
      )}
    </div>
  );
}
