'use client';
import { useRouter } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { LiveProvider } from '#components/data/live-provider.tsx';
import { useStatus } from '#components/data/use-api.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import { TimeDock } from '#components/time/time-dock.tsx';
import { Tips } from '#components/ui/tips.tsx';
import { pagePaths } from '#lib/url/paths.ts';
import { clusterTrouble } from './cluster-trouble.ts';
import { CommandsProvider, useCommands } from './commands.tsx';
import { pages } from './pages.ts';
import { Rail } from './rail.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeys } from './use-keys.ts';

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })));
const FaultBanner = lazy(() =>
  import('#components/tuning/fault-banner.tsx').then((module) => ({ default: module.FaultBanner })),
);
const ClusterBanner = lazy(() =>
  import('./cluster-banner.tsx').then((module) => ({ default: module.ClusterBanner })),
);
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })));

/** The frame of every page: rail, top bar, and what can be done from anywhere. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <LiveProvider>
      <CommandsProvider>
        <FrameBody>{children}</FrameBody>
        <Tips />
      </CommandsProvider>
    </LiveProvider>
  );
}

function FrameBody({ children }: { children: ReactNode }) {
  const router = useRouter();
  const kept = useKeptView();
  const status = useStatus();
  const trouble = status.state === 'ready' ? clusterTrouble(status.data.kubernetes) : null;
  const [services] = useServicesShown();
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const find = () => setDialog('palette');
  useCommands([
    ...pages.map(({ to, label, about, keys }) => ({
      id: `page-${label}`,
      title: `Go to ${label.toLowerCase()}: ${about}`,
      keys,
      run: () => router.push(to(kept)),
    })),
    {
      id: 'new-object',
      title: 'Create an object: from the template of a kind',
      run: () => router.push(pagePaths.create()),
    },
    {
      id: 'simulate',
      title: 'Simulate a request: can A call B?',
      run: () => router.push(pagePaths.simulate()),
    },
    { id: 'find', title: 'Find', keys: '/', run: find },
    { id: 'keys', title: 'Keyboard shortcuts', keys: '?', run: () => setDialog('keys') },
  ]);
  useKeys(find);
  return (
    <div className="flex h-dvh overflow-hidden">
      <Rail
        findings={status.state === 'ready' ? status.data.findings : null}
        incidents={status.state === 'ready' ? status.data.incidents : null}
        footer={
          <SettingsMenu
            version={status.state === 'ready' ? status.data.version : null}
            onShowKeys={() => setDialog('keys')}
          />
        }
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar services={services} onFind={find} />
        {status.state === 'ready' && trouble !== null ? (
          <Suspense>
            <ClusterBanner trouble={trouble} status={status.data} />
          </Suspense>
        ) : null}
        {status.state === 'ready' && status.data.faults > 0 ? (
          <Suspense>
            <FaultBanner />
          </Suspense>
        ) : null}
        <main className="relative min-h-0 flex-1">{children}</main>
        <TimeDock />
      </div>
      <Suspense>
        {dialog === 'palette' ? <Palette services={services} onClose={() => setDialog(null)} /> : null}
        {dialog === 'keys' ? <KeysDialog open onOpenChange={() => setDialog(null)} /> : null}
      </Suspense>
    </div>
  );
}
