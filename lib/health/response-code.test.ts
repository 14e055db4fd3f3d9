import { expect, test } from 'vitest';
import { isGrpcError, isHttpError, responseCode } from './response-code.ts';

test.each([
  ['http', '204', null, '204'],
  ['http', '0', null, '-'],
  ['http', undefined, null, '-'],
  ['http', '200', '14', '200'],
  ['grpc', '200', '14', '14'],
  ['grpc', '200', '', '200'],
  ['grpc', '503', '14', '503'],
  ['grpc', '0', '14', '-'],
] as const)('%s %s with gRPC status %s is judged as %s', (protocol, code, grpc, expected) => {
  expect(responseCode(protocol, code, grpc)).toBe(expected);
});

test('a redirect is no failure, a gRPC status other than 0 is one', () => {
  expect(['200', '302', '404', '503'].map(isHttpError)).toEqual([false, false, true, true]);
  expect(['0', '', '-', '5', '200', '503'].map(isGrpcError)).toEqual([
    false,
    false,
    false,
    true,
    false,
    true,
  ]);
});
