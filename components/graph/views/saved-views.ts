import { z } from 'zod';

const longestName = 80;

/** A view of the graph page by name: its parameters as they stand in the link. */
const savedView = z.object({
  name: z.string().trim().min(1).max(longestName),
  search: z.string().max(8000),
});
export type SavedView = z.infer<typeof savedView>;

/** The parameters that say when: a view is of any time, unless one was kept in it. */
const moments = ['at', 'vs'] as const;

/** What a browser kept. Anything may stand there: what is no view is left out. */
export function readViews(text: string | null): readonly SavedView[] {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(kept)) return [];
  const views = kept.flatMap((each) => savedView.safeParse(each).data ?? []);
  return [...new Map(views.map((view) => [view.name, view])).values()];
}

/** What a view holds of a link: all its parameters, the moment only when asked to. */
export function searchOf(link: string, withMoment: boolean): string {
  const params = new URLSearchParams(link);
  if (!withMoment) for (const name of moments) params.delete(name);
  params.sort();
  return params.toString();
}

const hasMoment = (search: string): boolean => {
  const params = new URLSearchParams(search);
  return moments.some((name) => params.has(name));
};

/** The parameters to open a view with: one that is of any time opens at the moment looked at. */
export function openSearch(view: SavedView, link: string): string {
  if (hasMoment(view.search)) return view.search;
  const params = new URLSearchParams(view.search);
  const now = new URLSearchParams(link);
  for (const name of moments) {
    const moment = now.get(name);
    if (moment !== null) params.set(name, moment);
  }
  return params.toString();
}

/** Whether a link shows what the view holds. */
export const isShown = (view: SavedView, link: string): boolean =>
  searchOf(link, hasMoment(view.search)) === view.search;

/** With the view kept under its name, in place of another of that name; unchanged where the name says nothing. */
export function keepView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const { data } = savedView.safeParse(view);
  if (!data) return views;
  return [...dropView(views, data.name), data].sort((a, b) => a.name.localeCompare(b.name));
}

/** With a view under another name, in place of one that has it; unchanged where the name says nothing. */
export function renameView(views: readonly SavedView[], from: string, to: string): readonly SavedView[] {
  const view = views.find(({ name }) => name === from);
  const next = savedView.safeParse({ ...view, name: to }).data;
  return next ? keepView(dropView(views, from), next) : views;
}

export const dropView = (views: readonly SavedView[], dropped: string): readonly SavedView[] =>
  views.filter(({ name }) => name !== dropped);
