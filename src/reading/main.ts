/**
 * What every page runs. Reading needs none of it; what only some pages need is loaded there,
 * and search when it is first opened.
 */

import '#lab/live/element.ts';
import { followSections } from './contents.ts';
import { copyLinks } from './copy.ts';
import { keepMenus } from './menus.ts';
import { whenNear } from './near.ts';
import { previews } from './preview.ts';
import { progress } from './progress.ts';
import { focusableScrollers } from './scrollers.ts';
import { themeSwitch } from './theme.ts';

themeSwitch();
keepMenus();
followSections();
focusableScrollers();
previews();
copyLinks();
// With the storage it needs it is smaller than what asking for it costs.
progress();

const all = (selector: string) => document.querySelectorAll(selector);
whenNear(all('.ask, [data-self-check]'), () => import('./quiz.ts').then(({ quizzes }) => quizzes()));
whenNear(all('.predict, .sim-veil'), () => import('./predict.ts').then(({ predictions }) => predictions()));

const openSearch = () => import('./search.ts').then(({ search }) => search());
document.querySelector('[data-search]')?.addEventListener('click', openSearch);
document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest?.('input, textarea, select, [contenteditable]');
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const controlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (!slash && !controlK) return;
  event.preventDefault();
  openSearch();
});

/** What a first visit is left to itself after it has loaded, before the whole site's scripts are stored beside it, ms. */
const SETTLING = 4000;

// Keeps visited pages for reading offline; written by the build.
if (import.meta.env.PROD) {
  // A page that loaded while the worker was starting is neither controlled nor kept until it asks.
  const keepOffline = async () => {
    try {
      await navigator.serviceWorker.register(`${document.documentElement.dataset.base}sw.js`);
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage('keep');
    } catch {
      // No worker, or none allowed here: the page reads the same, online.
    }
  };
  const soon = () => setTimeout(keepOffline, navigator.serviceWorker?.controller ? 0 : SETTLING);
  // A module can run after the page has loaded: the event would never come.
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon);
}
