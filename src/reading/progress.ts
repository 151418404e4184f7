/** Which lectures were read to their end; the home page marks them. */
import { isTexts, recall, remember } from './storage.ts';

export function progress(): void {
  const read = new Set(recall('read', isTexts));
  for (const mark of document.querySelectorAll<HTMLElement>('[data-read-mark]')) {
    mark.hidden = !read.has(mark.dataset.readMark ?? '');
  }
  const article = document.querySelector<HTMLElement>('[data-lecture]');
  const end = article?.querySelector('.neighbours');
  if (!article?.dataset.lecture || !end) return;
  const { lecture } = article.dataset;
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    remember('read', [...read.add(lecture)]);
  }).observe(end);
}
