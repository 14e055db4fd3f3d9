'use client';
import { Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CheckRow } from '#components/ui/check-row.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useCommands } from './commands.tsx';
import { currentTheme, setTheme, type Theme } from './theme.ts';

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Choices kept in this browser. */
export function SettingsMenu({ version, onShowKeys }: { version: string | null; onShowKeys: () => void }) {
  const [theme, choose] = useState<Theme>('system');
  useEffect(() => choose(currentTheme()), []);
  const change = (next: Theme) => {
    setTheme(next);
    choose(next);
  };
  useCommands(
    themes.map(({ value, label }) => ({
      id: `theme-${value}`,
      title: `Theme: ${label.toLowerCase()}`,
      run: () => change(value),
    })),
  );
  return (
    <Floating
      label="Settings"
      className="w-56 p-2"
      trigger={
        <button
          type="button"
          aria-label="Settings"
          title="Settings"
          className="flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover"
        >
          <Settings size={18} strokeWidth={1.75} aria-hidden />
        </button>
      }
    >
      <div className="px-2 py-1 font-semibold text-muted text-xs">Theme</div>
      <div role="radiogroup" aria-label="Theme">
        {themes.map(({ value, label }) => (
          <CheckRow
            key={value}
            kind="radio"
            label={label}
            checked={theme === value}
            onChange={() => change(value)}
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
    </Floating>
  );
}
