import { expect, test } from 'vitest';
import { whyUnreadable } from './why-unreadable.ts';

test.each([
  [401, 'Unauthorized', /does not accept the credentials of Weft \(401: Unauthorized\)\. Renew them/],
  [
    403,
    'forbidden: User "x" cannot get path "/apis"',
    /"\/apis"\. Grant the rights of deploy\/rbac\.yaml\.$/,
  ],
  [null, 'The API server does not answer: connect ECONNREFUSED 127.0.0.1:1', /:1\. Check that it runs/],
  [
    null,
    'The API server does not answer: certificate is not yet valid',
    /valid\. Compare this machine's clock/,
  ],
  [
    null,
    'The API server does not answer: self-signed certificate',
    /certificate authority in the kubeconfig/,
  ],
  [
    null,
    "The API server does not answer: Hostname/IP does not match certificate's altnames: IP: 10.0.0.1",
    /10\.0\.0\.1\. Use a server name/,
  ],
  [503, 'etcd is gone', /^etcd is gone$/],
])('%s %s', (status, message, says) => {
  expect(whyUnreadable({ status, message })).toMatch(says);
});
