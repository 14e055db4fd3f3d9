'use client';
import { contracts } from '#components/data/contracts.ts';
import { useAnswer } from '#components/data/use-answer.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { KeptNotice } from './kept-notice.tsx';

const every = 30_000;

/** Whether the history can be kept where it should be; nothing while it can. */
export function HistoryKept() {
  const loaded = useAnswer({
    name: 'history',
    path: oncallApi.history({ limit: 1 }),
    contract: () => contracts.history().then((contract) => contract.historyResponse),
    follows: [],
    every,
  });
  return loaded.state === 'ready' ? <KeptNotice kept={loaded.data.kept} /> : null;
}
