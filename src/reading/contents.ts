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

  let marked: HTMLAnchorElement | undefined;
  const mark = () => {
    // The last heading above the upper third of the window.
    const line = innerHeight / 3;
    const section = headings.findLast((heading) => heading.getBoundingClientRect().top < line);
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
  // A heading that crosses the line tells that the section may have changed. All that is above the window counts
  // as crossed: a jump may carry a heading from below the line to out of sight.
  const observer = new IntersectionObserver(mark, { rootMargin: '1000000px 0px -67% 0px' });
  // It reports once for each at first, when the page is laid out anyway.
  for (const heading of headings) observer.observe(heading);
}
