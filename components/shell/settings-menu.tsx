'use client';
import { Settings } from 'lucide-react';
import { lazy, useEffect, useState } from 'react';
import { Floating } from '#components/ui/floating.tsx';
import { useCommands } from './commands.tsx';
import { currentTheme, setTheme, type Theme, themes } from './theme.ts';

const SettingsPanel = lazy(() =>
  import('./settings-panel.tsx').then((module) => ({ default: module.SettingsPanel })),
);

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
      <SettingsPanel theme={theme} onTheme={change} version={version} onShowKeys={onShowKeys} />
    </Floating>
  );
}
