import { oneOf } from '#lib/url/codec.ts';

/** Kept in a cookie, so that the server draws the first frame in it: no flash, and no script to prevent one. */
export const themeCookie = 'weft-theme';

export const themeCodec = oneOf(['system', 'light', 'dark']);
export type Theme = typeof themeCodec.fallback;

/** The themes and what they are called. */
export const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Applies and keeps a theme in this browser. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing in browsers that Weft supports
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

/** The theme chosen, as the document says. */
export const currentTheme = (): Theme =>
  themeCodec.parse(document.documentElement.dataset.theme ?? 'system') ?? 'system';
