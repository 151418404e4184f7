/** Runs once, when the first of some elements is about a screen away. */
export function whenNear(elements: Iterable<Element>, run: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      run();
    },
    { rootMargin: '100%' },
  );
  for (const element of elements) observer.observe(element);
}
