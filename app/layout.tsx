import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Providers } from '#components/data/providers.tsx';
import { themeCodec, themeCookie } from '#components/shell/theme.ts';
import { readParam } from '#lib/url/codec.ts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Weft', template: '%s · Weft' },
  description: 'Declared configuration and observed traffic of an Istio mesh, joined on every edge.',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page rendered at build time would carry no nonce, and the policy would stop its scripts.
  await connection();
  const theme = readParam(themeCodec, (await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
