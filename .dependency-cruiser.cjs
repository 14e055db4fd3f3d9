/**
 * The import walls. Rooms and who may enter them; inside lib, a ladder: a room imports only those before it.
 * `npm run walls` runs this, and scripts/walls.test.ts plants a breach of each wall and expects it to be caught.
 */
const ladder = [
  'core',
  'format',
  'url',
  'k8s',
  'istio',
  'mesh',
  'envoy',
  'prom',
  'health',
  'graph',
  'traces',
  'verdict',
  'layout',
  'validation',
  'simulate',
  'edit',
  'history',
  'diagnosis',
  'logs',
  'alerts',
  'api',
];

const wall = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    ...ladder.map((room, i) =>
      wall(
        `lib-${room}`,
        { path: `^lib/${room}/` },
        {
          path: `^lib/(${ladder
            .slice(i + 1)
            .concat('__none__')
            .join('|')})/`,
        },
        `lib/${room} imports only the rooms before it on the ladder`,
      ),
    ),
    wall(
      'lib-rooms-only',
      { path: '^lib/' },
      {
        path: '^(?!lib/|node_modules/)',
        dependencyTypesNot: ['npm', 'npm-dev', 'core', 'unknown', 'undetermined'],
      },
      'lib imports lib alone',
    ),
    wall(
      'lib-is-pure',
      { path: '^lib/', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'lib has no Node',
    ),
    wall(
      'lib-no-framework',
      { path: '^lib/' },
      { path: 'node_modules/(react|react-dom|next|@tanstack|nuqs|@kubernetes/client-node|undici|pino)/' },
      'lib has no framework',
    ),
    wall(
      'components',
      { path: '^components/' },
      { path: '^(server|app|demo|bench|e2e|cli|scripts)/' },
      'components know lib alone',
    ),
    wall(
      'components-no-node',
      { path: '^components/', pathNot: '\\.test\\.tsx?$' },
      { dependencyTypes: ['core'] },
      'components run in the browser',
    ),
    wall(
      'cytoscape',
      { path: '^(components|app|server|demo)/', pathNot: '^components/graph/canvas/' },
      { path: 'node_modules/(cytoscape|cytoscape-fcose|elkjs)/' },
      'only components/graph/canvas draws, only lib/layout lays out',
    ),
    wall(
      'server',
      { path: '^server/' },
      { path: '^(components|app|demo|bench|e2e|cli|scripts)/' },
      'server knows lib alone',
    ),
    wall(
      'server-no-react',
      { path: '^server/' },
      { path: 'node_modules/(react|react-dom)/' },
      'server renders nothing',
    ),
    wall(
      'demo',
      { path: '^demo/' },
      { path: '^(components|app|server|bench|e2e|cli)/' },
      'demo knows lib alone',
    ),
    wall(
      'nobody-imports-app',
      { path: '^(lib|components|server|demo|bench|e2e|cli|scripts)/' },
      { path: '^app/' },
      'routes are an end, not a start',
    ),
    wall('nobody-imports-demo', { path: '^(?!demo/)' }, { path: '^demo/' }, 'no demo branch in the product'),
    wall(
      'app',
      { path: '^(app/|proxy\\.ts|instrumentation\\.ts|next\\.config\\.ts)' },
      { path: '^(demo|bench|e2e|cli|scripts)/' },
      'app wires components, server and lib',
    ),
    wall(
      'front-door',
      { path: '^(bench|e2e)/' },
      { path: '^(components|app|server|demo|cli)/' },
      'bench and e2e enter by HTTP and the browser',
    ),
    wall(
      'cli',
      { path: '^cli/' },
      { path: '^(components|app|demo|bench|e2e)/' },
      'cli may use server and lib',
    ),
    wall(
      'conformance',
      { path: '^conformance/' },
      { path: '^(components|app|demo|bench|e2e|cli|scripts)/' },
      'conformance uses server and lib as the product does',
    ),
    wall(
      'nobody-imports-conformance',
      { path: '^(?!conformance/)' },
      { path: '^conformance/' },
      'the product knows of no corpus',
    ),
    wall('no-circles', {}, { circular: true }, 'no import circles'),
  ],
  options: {
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|node_modules/.*/node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
