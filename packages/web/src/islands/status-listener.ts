/** Shows the page anew when the server says that something changed. The browser itself reconnects. */
export function statusListener(element: HTMLElement): void {
  const { url } = element.dataset;
  if (url === undefined) return;
  const source = new EventSource(url);
  source.addEventListener('changed', () => {
    source.close();
    location.replace(location.href);
  });
}
