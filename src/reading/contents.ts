/** The table of contents follows the text: the section that is being read is marked. */
export function followSections(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-follows] a')) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const headings = [...links.keys()]
    .map((id) => document.getElementById(id))
    .filter((element) => element !== null);
  if (headings.length === 0) return;

  /** Headings above the upper third of the window. */
  const passed = new Set<Element>();
  let marked: HTMLAnchorElement | undefined;
  const mark = (entries: readonly IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) passed[isIntersecting ? 'add' : 'delete'](target);
    const section = headings.findLast((heading) => passed.has(heading));
    const link = section && links.get(section.id);
    if (link === marked) return;
    marked?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    const box = link?.closest('nav');
    if (box && box.scrollHeight > box.clientHeight && link) {
      box.scrollTop = link.offsetTop - box.clientHeight / 2;
    }
    marked = link;
  };
  // All that is above the window counts as passed: a jump may carry a heading from below the line to out of sight.
  // The observer tells once for each at first, and never asks for a layout of its own.
  const observer = new IntersectionObserver(mark, { rootMargin: '1000000px 0px -67% 0px' });
  for (const heading of headings) observer.observe(heading);
}
