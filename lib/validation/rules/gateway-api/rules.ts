import type { Rule } from '../../rule.ts';
import { backendNotUsable } from './backend-not-usable.ts';
import { certificateNotUsable } from './certificate-not-usable.ts';
import { grantFromUnknownNamespace } from './grant-from-unknown-namespace.ts';
import { listenerCondition } from './listener-condition.ts';
import { negativeCondition } from './negative-condition.ts';
import { noListenerForRoute } from './no-listener-for-route.ts';
import { nothingToSendTo } from './nothing-to-send-to.ts';
import { parentNotAttachable } from './parent-not-attachable.ts';
import { portNotOnService } from './port-not-on-service.ts';
import { retriesBeyondTimeout } from './retries-beyond-timeout.ts';
import { sameAddressTwice } from './same-address-twice.ts';
import { sameListenerTwice } from './same-listener-twice.ts';
import { selectorInsteadOfTarget } from './selector-instead-of-target.ts';
import { unknownClass } from './unknown-class.ts';

export const gatewayApiRules: readonly Rule[] = [
  certificateNotUsable,
  negativeCondition,
  selectorInsteadOfTarget,
  parentNotAttachable,
  backendNotUsable,
  sameListenerTwice,
  sameAddressTwice,
  unknownClass,
  grantFromUnknownNamespace,
  listenerCondition,
  noListenerForRoute,
  nothingToSendTo,
  portNotOnService,
  retriesBeyondTimeout,
];
