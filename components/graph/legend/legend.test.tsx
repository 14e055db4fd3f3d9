import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { outlines } from '../canvas/outlines.ts';
import { LegendList } from './legend-list.tsx';

test('every glyph that the canvas draws is explained', () => {
  const markup = renderToStaticMarkup(<LegendList />);
  const { lockOpen, ...drawn } = outlines;
  for (const [name, path] of Object.entries(drawn)) expect(markup, name).toContain(path);
});
