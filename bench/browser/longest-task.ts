import type { Page } from '@playwright/test';
import { z } from 'zod';

const mark = 'weft-bench';
/** What Chromium calls one turn of a thread's event loop. */
const task = 'ThreadControllerImpl::RunTask';

const traceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  /** Microseconds of the thread. */
  tdur: z.number().optional(),
});
type TraceEvent = z.infer<typeof traceEvent>;

/** Milliseconds of main thread in the longest task of the page while `act` runs. Time of the thread, not of the clock. */
export async function longestTask(page: Page, act: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const each of value) {
      const event = traceEvent.safeParse(each);
      if (event.success) events.push(event.data);
    }
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'] },
  });
  await page.evaluate((name) => performance.mark(name), mark);
  await act();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  // The mark tells the page's main thread from those of other pages and of workers.
  const here = events.find(({ name }) => name === mark);
  if (!here) throw new Error('the trace does not have the mark of the page');
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      name === task && ph === 'X' && pid === here.pid && tid === here.tid && ts > here.ts,
  );
  return Math.max(...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}
