import { expect, test } from 'vitest';
import { OptionError, parseOptions } from './options.ts';

test('without arguments: the shop, healthy, on the embedded API and the built-in query API', () => {
  expect(parseOptions([])).toEqual({
    mesh: 'shop',
    services: null,
    seed: 1,
    incidents: [],
    prometheus: false,
    backfill: 'remote-write',
    kubeconfig: null,
    context: null,
    dir: '.demo',
    scrapeInterval: 5,
  });
});

test('every option', () => {
  const options = parseOptions([
    ...['--mesh', 'generated', '--services', '1000', '--seed', '7', '--incident', 'bad-version'],
    ...[
      '--incident=pod-broken',
      '--prometheus',
      '--backfill',
      'promtool',
      '--kubeconfig',
      '/k',
      '--context',
      'c',
      '--dir',
      '/d',
    ],
    ...['--scrape-interval', '15'],
  ]);
  expect(options).toEqual({
    mesh: 'generated',
    services: 1000,
    seed: 7,
    incidents: ['bad-version', 'pod-broken'],
    prometheus: true,
    backfill: 'promtool',
    kubeconfig: '/k',
    context: 'c',
    dir: '/d',
    scrapeInterval: 15,
  });
});

test.each([
  [['--portt', '1'], /Unknown option '--portt'.*Known options: --mesh/],
  [['shop'], /Unexpected argument 'shop'/],
  [['--mesh', 'zoo'], /--mesh: .*"shop"/],
  [['--services', 'many'], /--services: /],
  [['--services', '1'], /--services: /],
  [['--incident', 'flood'], /--incident: .*"bad-version"/],
  [['--context', 'c'], /--context: needs --kubeconfig/],
])('%j is refused in one line', (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(OptionError);
  expect(() => parseOptions(argv)).toThrow(message);
  expect(() => parseOptions(argv)).not.toThrow(/\n/);
});
