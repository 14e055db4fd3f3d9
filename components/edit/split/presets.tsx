import { Button } from '#components/ui/button.tsx';
import { presets } from '#lib/edit/split/weights.ts';

interface PresetsProps {
  /** The destination that they are for. */
  readonly name: string;
  /** Its percentage now; null where all weights are 0. */
  readonly share: number | null;
  readonly disabled: boolean;
  readonly onChoose: (percent: number) => void;
}

/** Percentages to jump to, for the destination that is selected. */
export function Presets({ name, share, disabled, onChoose }: PresetsProps) {
  return (
    <fieldset aria-label={`Set ${name} to`} className="flex flex-wrap items-center gap-0.5">
      <span className="pr-1 text-muted">
        Set <span className="font-medium text-text">{name}</span> to
      </span>
      {presets.map((percent) => (
        <Button
          key={percent}
          aria-pressed={share === percent}
          disabled={disabled}
          onClick={() => onChoose(percent)}
          className="tabular"
        >
          {`${percent} %`}
        </Button>
      ))}
    </fieldset>
  );
}
