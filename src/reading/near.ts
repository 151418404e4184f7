/** About a screen away. */
const NEAR = { rootMargin: '100%' };

/** Runs once, when the first of some elements is near. */
export function whenNear(elements: Iterable<Element>, run: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    run();
  }, NEAR);
  for (const element of elements) observer.observe(element);
}

/** Runs once for each element, when it is near. */
export function whenEachNear(elements: Iterable<Element>, run: (element: Element) => void): void {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      run(target);
    }
  }, NEAR);
  for (const element of elements) observer.observe(element);
}
