import type { CodeInfo } from '../code-info.ts';

/** What a code of Istio's means; its page of Istio's documentation follows from the code. */
export type IstioCode = Omit<CodeInfo, 'link'>;
