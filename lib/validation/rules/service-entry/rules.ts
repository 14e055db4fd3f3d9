import type { Rule } from '../../rule.ts';
import { portDeclaredTwice } from './port-declared-twice.ts';
import { portWithTwoProtocols } from './port-with-two-protocols.ts';
import { tcpPortWithoutAddresses } from './tcp-port-without-addresses.ts';

export const serviceEntryRules: readonly Rule[] = [
  portWithTwoProtocols,
  tcpPortWithoutAddresses,
  portDeclaredTwice,
];
