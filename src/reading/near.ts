/** Runs once for each element, when it is about a screen away. */
export function whenEachNear(elements: Iterable<Element>, run: (element: Element) => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        run(target);
      }
    },
    { rootMargin: '100%' },
  );
  for (const element of elements) observer.observe(element);
}

/** Runs once, when the first of some elements is. */
export function whenNear(elements: Iterable<Element>, run: () => void): void {
  let first = true;
  whenEachNear(elements, () => {
    if (first) run();
    first = false;
  });
}
