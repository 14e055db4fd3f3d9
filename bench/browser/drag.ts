import type { Page } from '@playwright/test';

const dragMs = 2500;

/** How far from the border of the plane a drag begins, in pixels: nearer than the room that all leave around the graph. */
const margin = 20;

/** Frames per second of the page while the mouse drags the plane, which `selector` finds, in a circle. */
export async function dragRate(page: Page, selector: string): Promise<number> {
  await page.bringToFront();
  const start = await emptySpot(page, selector);
  const before = await middleOf(page, selector);
  await page.mouse.down();
  const frames = page.evaluate(countFrames, dragMs);
  const from = performance.now();
  for (let step = 0; performance.now() - from < dragMs; step += 1) {
    const angle = step / 12;
    await page.mouse.move(start.x + 120 * Math.sin(angle), start.y + 120 * (1 - Math.cos(angle)));
  }
  const rate = await frames;
  await page.mouse.move(start.x + 120, start.y + 60);
  if (before.equals(await middleOf(page, selector))) throw new Error('the plane did not follow the mouse');
  await page.mouse.move(start.x, start.y);
  await page.mouse.up();
  return rate;
}

/** In the page. */
function countFrames(during: number): Promise<number> {
  return new Promise((resolve) => {
    let count = 0;
    let first: number | null = null;
    const tick = (time: number) => {
      first ??= time;
      if (time - first >= during) resolve((1000 * count) / (time - first));
      else requestAnimationFrame(tick);
      count += 1;
    };
    requestAnimationFrame(tick);
  });
}

/** What is drawn around the middle of the plane. */
async function middleOf(page: Page, selector: string): Promise<Buffer> {
  const plane = await planeOf(page, selector);
  const size = { width: plane.width / 2, height: plane.height / 2 };
  const clip = { x: plane.x + size.width / 2, y: plane.y + size.height / 2, ...size };
  return page.screenshot({ clip });
}

async function planeOf(page: Page, selector: string) {
  const plane = await page.locator(selector).boundingBox();
  if (!plane) throw new Error('the graph has no plane');
  return plane;
}

/**
 * A point in the margin of the plane, with the mouse on it: with all in view nothing is drawn there, so a drag from it
 * moves the plane. In Weft controls stand in the corners, not in the middle of a side.
 */
async function emptySpot(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const plane = await planeOf(page, selector);
  const spot = { x: plane.x + margin, y: plane.y + plane.height / 2 };
  await page.mouse.move(spot.x, spot.y);
  if (!(await page.evaluate(isPlane, spot))) throw new Error('the margin of the plane is covered');
  return spot;
}

/** In the page: canvases mark what is under the mouse by their cursor, a drawing of SVG has an element for each thing. */
function isPlane({ x, y }: { x: number; y: number }): Promise<boolean> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const under = document.elementFromPoint(x, y);
      const host = under?.closest('div')?.parentElement;
      if (under instanceof HTMLCanvasElement) resolve(host?.style.cursor !== 'pointer');
      else resolve(under instanceof SVGElement && !under.closest('[data-kind=node], [data-kind=edge]'));
    });
  });
}
