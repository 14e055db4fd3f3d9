import { Button } from '#components/ui/button.tsx';
import type { FindingLevel } from '#lib/core/finding.ts';
import { levelOrder } from '#lib/validation/list/group-by-cause.ts';
import { levelLooks } from './level-looks.ts';

interface LevelTogglesProps {
  readonly chosen: readonly FindingLevel[];
  /** How many there would be of each. */
  readonly counts: Readonly<Record<FindingLevel, number>>;
  readonly textOf: (level: FindingLevel, count: number) => string;
  readonly titleOf?: (level: FindingLevel) => string;
  readonly onChange: (chosen: readonly FindingLevel[]) => void;
}

/** A switch for each level of findings; none on means all. */
export function LevelToggles({ chosen, counts, textOf, titleOf, onChange }: LevelTogglesProps) {
  return levelOrder.map((level) => {
    const { icon: Icon, text } = levelLooks[level];
    const on = chosen.includes(level);
    return (
      <Button
        key={level}
        aria-pressed={on}
        title={titleOf?.(level)}
        onClick={() => onChange(on ? chosen.filter((each) => each !== level) : [...chosen, level])}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden className={counts[level] > 0 ? text : ''} />
        <span className="tabular">{textOf(level, counts[level])}</span>
      </Button>
    );
  });
}
