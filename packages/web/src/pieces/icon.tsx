/** Our own few marks, drawn on a grid of 24; always beside words, so hidden from screen readers. */
const PATHS = {
  check: 'M4 13l5 5L20 6',
  info: 'M12 11v6M12 7v.5M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  warning: 'M12 4L2.5 20h19zM12 10v5M12 17.5v.5',
  cross: 'M6 6l12 12M18 6L6 18',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  card: 'M3 6h18v12H3zM3 10h18M6 15h5',
  phone: 'M7 3h10v18H7zM11 18h2',
  message: 'M3 5h18v12H9l-4 4v-4H3z',
  key: 'M14 10a4 4 0 1 0-3.5 4L12 15.500h2v2h2v2h4v-3l-6-6z',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="tessera-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
