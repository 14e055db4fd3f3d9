// Bundles the page for a browser: node bundle.mjs FOLDER. Writes page.js and page.css there.
import path from 'node:path';
import { build } from 'esbuild';

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['page.tsx'],
  outdir: path.resolve(process.argv[2]),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Fonts and pictures of PatternFly's pages: none is needed to draw.
  loader: {
    '.woff2': 'empty',
    '.woff': 'empty',
    '.ttf': 'empty',
    '.svg': 'empty',
    '.png': 'empty',
    '.jpg': 'empty',
  },
  external: ['*.woff2'],
  logLevel: 'warning',
});
