/**
 * Calls back now and at each whole second with the seconds left, down to 0. Measured by the monotonic clock from when the page
 * came: the browser's clock may be wrong by hours, and a sleeping tab misses ticks.
 */
export function countSeconds(seconds: number, tick: (left: number) => void): void {
  const start = performance.now();
  const step = () => {
    const left = Math.max(0, Math.ceil(seconds - (performance.now() - start) / 1000));
    tick(left);
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(step, 1000);
  step();
}
