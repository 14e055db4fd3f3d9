import { requestAuthentication } from '#demo/meshes/build/istio.ts';
import { tokenIssuer } from '#demo/meshes/shop/storefront.ts';
import type { Incident } from './incident.ts';

export const audienceChanged: Incident = {
  name: 'audience-changed',
  meshes: ['shop'],
  title: 'order accepts tokens for an audience that nobody asks for',
  breaks: 'The tokens that checkout passes on are for `shop`, order wants them for `orders`: 403, no flag.',
  changes: [
    {
      put: requestAuthentication('shop', 'order-customer-tokens', {
        selector: { matchLabels: { app: 'order' } },
        jwtRules: [{ issuer: tokenIssuer, audiences: ['orders'], jwksUri: `${tokenIssuer}/jwks.json` }],
      }),
    },
  ],
};
