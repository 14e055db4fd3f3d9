'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { type Theme, themes } from './theme.ts';

interface SettingsPanelProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly version: string | null;
  readonly onShowKeys: () => void;
}

/** What the settings menu offers. */
export function SettingsPanel({ theme, onTheme, version, onShowKeys }: SettingsPanelProps) {
  return (
    <>
      <div className="px-2 py-1 font-semibold text-muted text-xs">Theme</div>
      <div role="radiogroup" aria-label="Theme">
        {themes.map(({ value, label }) => (
          <CheckRow
            key={value}
            kind="radio"
            label={label}
            checked={theme === value}
            onChange={() => onTheme(value)}
          />
        ))}
      </div>
      <div className="my-2 border-line border-t" />
      <button
        type="button"
        onClick={onShowKeys}
        className="flex h-7 w-full items-center justify-between rounded-sm px-2 hover:bg-hover"
      >
        Keyboard shortcuts <Kbd keys="?" />
      </button>
      {version ? <div className="px-2 pt-1 text-faint text-xs">Weft {version}</div> : null}
    </>
  );
}
