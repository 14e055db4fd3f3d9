import { expect, test } from 'vitest';
import { escapeXml, SvgPen } from './svg-pen.ts';

const newPen = () => new SvgPen((text) => text.length * 6);

test.each([
  ['</text><script>alert(1)</script>', '&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['" onload="x', '&quot; onload=&quot;x'],
  ["a&b'c", 'a&amp;b&apos;c'],
  ['bell\u0007 null\u0000', 'bell\ufffd null\ufffd'],
  ['half \ud83d', 'half \ufffd'],
  ['snow ☃ 🧵', 'snow ☃ 🧵'],
])('%j is escaped', (text, expected) => {
  expect(escapeXml(text)).toBe(expected);
});

test('a text keeps its width on screen, or what there is room for', () => {
  const pen = newPen();
  pen.font = '500 10px "Inter Variable", sans-serif';
  pen.fillStyle = 'red';
  pen.fillText('frontend', 10, 20);
  pen.fillText('frontend', 10, 20, 30);
  expect(pen.elements()[0]).toBe(
    '<text x="10" y="23.5" font-family="&quot;Inter Variable&quot;, sans-serif" font-size="10" font-weight="500" textLength="48" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="red">frontend</text>',
  );
  expect(pen.elements()[1]).toContain('textLength="30"');
});

test('what is saved comes back, place and colour', () => {
  const pen = newPen();
  pen.strokeStyle = 'blue';
  pen.save();
  pen.translate(5, 6);
  pen.scale(2, 2);
  pen.translate(1, 1);
  pen.strokeStyle = 'red';
  pen.strokeOutline('M0 0h1');
  pen.restore();
  pen.strokeOutline('M0 0h1');
  expect(pen.elements()).toEqual([
    '<path d="M0 0h1" fill="none" stroke="red" stroke-width="1" transform="matrix(2 0 0 2 7 8)"/>',
    '<path d="M0 0h1" fill="none" stroke="blue" stroke-width="1"/>',
  ]);
});

test('a whole circle is drawn whole', () => {
  const pen = newPen();
  pen.beginPath();
  pen.arc(0, 0, 5, 0, Math.PI * 2);
  pen.globalAlpha = 0.5;
  pen.fill();
  expect(pen.elements()).toEqual(['<path d="M5 0A5 5 0 0 1 -5 0A5 5 0 0 1 5 0" fill="#000" opacity="0.5"/>']);
});
