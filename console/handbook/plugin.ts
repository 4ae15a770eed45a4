/** Markdown files as modules, so that each page is fetched when somebody opens it. */
import path from 'node:path';
import type { Plugin } from 'vite';
import { renderPage } from './render.ts';

const repository = path.join(import.meta.dirname, '../..');

export const handbookPages = (): Plugin => ({
  name: 'handbook-pages',
  enforce: 'pre',
  transform(source, id) {
    const file = path.relative(repository, id).split(path.sep).join('/');
    if (!file.endsWith('.md')) return null;
    const page = JSON.stringify(renderPage(file, source));
    return { code: `export default ${page};`, map: null, moduleType: 'js' };
  },
});
