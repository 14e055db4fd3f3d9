import type { Rule } from '../../rule.ts';
import { imageAuto } from './image-auto.ts';
import { runsAsProxy } from './runs-as-proxy.ts';
import { withoutProxy } from './without-proxy.ts';

export const podRules: readonly Rule[] = [imageAuto, runsAsProxy, withoutProxy];
