const names = [
  'bg',
  'surface',
  'text',
  'muted',
  'faint',
  'line',
  'line-strong',
  'accent',
  'accent-quiet',
  'ok',
  'warn',
  'warn-quiet',
  'warn-line',
  'fail',
  'fail-quiet',
  'fail-line',
  'info-line',
  'tcp',
  'tcp-line',
  'idle',
  'idle-line',
  'edge',
  'box',
  'node',
  'node-line',
] as const;
type ColourName = (typeof names)[number];

/** The tokens as the canvas needs them: resolved colours, for the theme on screen. */
export type Palette = Readonly<Record<ColourName, string>> & { readonly sans: string; readonly mono: string };

/** Reads the tokens. A probe resolves them: the value of a custom property still speaks of both themes. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const colours = names.map((name): [ColourName, string] => {
    probe.style.color = `var(--${name})`;
    return [name, style.color];
  });
  probe.remove();
  // Each name has its pair: the object is whole.
  const record = Object.fromEntries(colours) as Record<ColourName, string>;
  return {
    ...record,
    sans: '"Inter Variable", system-ui, sans-serif',
    mono: '"JetBrains Mono Variable", monospace',
  };
}
