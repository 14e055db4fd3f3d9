'use client';
import { useQueryStates } from 'nuqs';
import { useTime } from '#components/data/url-state.ts';
import { ProxyView } from '#components/proxy/proxy-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { proxySearchParams } from './search-params.ts';

export function ProxyClient() {
  const [asked, set] = useQueryStates(proxySearchParams, { history: 'push' });
  const { selection } = useTime();
  return (
    <LinkChecked params={proxySearchParams}>
      <ProxyView
        node={asked.node}
        pod={asked.pod}
        tab={asked.tab}
        time={selection}
        onPod={(pod) => void set({ pod })}
        onTab={(tab) => void set({ tab })}
      />
    </LinkChecked>
  );
}
