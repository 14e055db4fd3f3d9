import type { Command } from '#components/shell/commands.tsx';

const keys = [
  { title: 'One percent more or less', keys: '← →' },
  { title: 'Five percent', keys: 'Shift ← →' },
  { title: 'Ten percent', keys: 'PageUp PageDown' },
  { title: 'As little, as much as the locks let it', keys: 'Home End' },
] as const;

/** What the slider of a share hears, for the list of keys. */
export const sliderKeys: readonly Command[] = keys.map((each) => ({
  ...each,
  id: `slider-${each.keys}`,
  within: 'While the slider of a share has the focus',
  run: () => {},
}));
