import { orderTokens } from '#demo/meshes/shop/ordering.ts';
import type { Incident } from './incident.ts';

export const jwtExpired: Incident = {
  name: 'jwt-expired',
  meshes: ['shop'],
  title: 'order trusts a new issuer, callers still carry tokens of the old one',
  breaks: 'The tokens that checkout passes on are refused by the proxy of order: 401, no flag.',
  changes: [{ put: orderTokens('https://login.shop.example.com') }],
};
