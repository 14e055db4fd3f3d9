import { expect, test } from 'vitest';
import type { Clock } from '#server/context.ts';
import { beginCookie, endCookie, sessionIdOf } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

const minute = 60_000;

function setUp() {
  let now = 0;
  const clock: Clock = { now: () => now, after: () => Promise.resolve() };
  return {
    sessions: new Sessions(clock),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('a session ends after an hour without use', () => {
  const { sessions, pass } = setUp();
  const { id } = sessions.create('token', 'ann');
  pass(59 * minute);
  expect(sessions.use(id)?.user).toBe('ann');
  pass(59 * minute);
  expect(sessions.use(id)?.user).toBe('ann');
  pass(60 * minute);
  expect(sessions.use(id)).toBeNull();
});

test('a session ends after twelve hours, however much it is used', () => {
  const { sessions, pass } = setUp();
  const { id } = sessions.create('token', 'ann');
  for (let i = 0; i < 23; i++) {
    pass(30 * minute);
    expect(sessions.use(id)).not.toBeNull();
  }
  pass(30 * minute);
  expect(sessions.use(id)).toBeNull();
});

test('ids are long, random and not the token; an ended session is gone', () => {
  const { sessions } = setUp();
  const one = sessions.create('token', 'ann');
  const two = sessions.create('token', 'ann');
  expect(one.id).not.toBe(two.id);
  expect(one.id.length).toBeGreaterThanOrEqual(43);
  expect(one.name).not.toContain(one.id);
  sessions.end(one.id);
  expect(sessions.use(one.id)).toBeNull();
  expect(sessions.use(two.id)).not.toBeNull();
});

const request = (headers: Record<string, string>, url = 'http://localhost:3000/') =>
  new Request(url, { headers });

test('the cookie is found among others', () => {
  expect(sessionIdOf(request({ cookie: 'a=1; weft_session=abc; b=2' }))).toBe('abc');
  expect(sessionIdOf(request({ cookie: 'xweft_session=abc' }))).toBeNull();
  expect(sessionIdOf(request({}))).toBeNull();
});

test('the cookie is out of reach of scripts and other sites, and Secure where the page is', () => {
  expect(beginCookie('abc', request({}))).toBe(
    'weft_session=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200',
  );
  expect(beginCookie('abc', request({ 'x-forwarded-proto': 'https' }))).toContain('; Secure');
  expect(beginCookie('abc', request({}, 'https://weft.example/'))).toContain('; Secure');
  expect(endCookie(request({}))).toContain('Max-Age=0');
});

test('whatever ends a session tells those who hold it', () => {
  const { sessions, pass } = setUp();
  const out = sessions.create('token', 'ann');
  const idle = sessions.create('token', 'ben');
  sessions.end(out.id);
  expect([out.ended.aborted, idle.ended.aborted]).toEqual([true, false]);
  pass(60 * minute);
  expect(sessions.use(idle.id)).toBeNull();
  expect(idle.ended.aborted).toBe(true);
});
