/**
 * What offscreen.css leaves out is laid out piece by piece when the reader's machine has time, so that the length
 * of the page is soon what it will be. Browsers that offer idle time also keep the reader's place meanwhile
 * (overflow-anchor); in the others all stays as it is, laid out when it comes near.
 */
export function settle(): void {
  const waiting = [...document.querySelectorAll<HTMLElement>('.prose > *, .sim-still, .claims, .family')];
  const next = (idle: IdleDeadline) => {
    while (waiting.length > 0 && idle.timeRemaining() > 5) {
      const element = waiting.shift() as HTMLElement;
      element.style.contentVisibility = 'visible';
      // Now, while there is time; not all of them at the next frame.
      element.getBoundingClientRect();
    }
    if (waiting.length > 0) requestIdleCallback(next);
    else document.documentElement.dataset.settled = '';
  };
  window.requestIdleCallback?.(next);
}
