/** Which stories were left: they never open by themselves again, on this machine. */
const KEY = 'tidemark-stories-left';

export function hasLeft(story: string): boolean {
  return left().includes(story);
}

export function rememberLeft(story: string): void {
  if (hasLeft(story)) return;
  try {
    localStorage.setItem(KEY, [...left(), story].join(' '));
  } catch (reason) {
    // A browser that keeps nothing (private windows) asks again next time; the visit itself goes on.
    console.info('The browser keeps no preferences here.', reason);
  }
}

function left(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? '').split(' ');
  } catch (reason) {
    console.info('The browser keeps no preferences here.', reason);
    return [];
  }
}
