/** The few signs of the time panel; each stands beside a word or carries one for screen readers on its button. */
const SIGNS = {
  start: 'M1 1h2v10H1zM11 1v10L4 6z',
  back: 'M9 1v10L2 6zM10 1h2v10h-2z',
  play: 'M2 1v10l9-5z',
  pause: 'M2 1h3v10H2zM7 1h3v10H7z',
  forward: 'M3 1v10l7-5zM0 1h2v10H0z',
  down: 'M2 4h8L6 9z',
  bolt: 'M7 0 1.4 6.6h3.2L3.8 12l6-7H6.4z',
  close: 'M2 3 3 2l3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3z',
  table: 'M1 1h10v10H1zM2 4.2v2.3h3.4V4.2zm4.5 0v2.3H10V4.2zM2 7.6V10h3.4V7.6zm4.5 0V10H10V7.6z',
  fit: 'M1 1h4v1.4H2.4V5H1zM7 1h4v4H9.6V2.4H7zM1 7h1.4v2.6H5V11H1zM9.6 7H11v4H7V9.6h2.6z',
} as const;

export type SignName = keyof typeof SIGNS;

export function Sign({ name }: { readonly name: SignName }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="currentColor" fillRule="evenodd">
      <path d={SIGNS[name]} />
    </svg>
  );
}
