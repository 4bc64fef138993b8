/** Numbers as pictures write them: `4,812`, `14.4 MB`, `4 min 10 s`. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function pluralText(value: number, one: string, many = `${one}s`): string {
  return `${countText(value)} ${Math.round(value) === 1 ? one : many}`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  if (bytes < 1e6) return `${threeDigits(bytes / 1e3)} KB`;
  return bytes < 1e9 ? `${threeDigits(bytes / 1e6)} MB` : `${threeDigits(bytes / 1e9)} GB`;
}

/** Lengths of time: `350 ms`, `1.2 s`, `30 s`, `4 min 10 s`, `2 h`. */
export function lengthText(ms: number): string {
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  if (size < 60_000) return `${sign}${threeDigits(Math.round(size / 100) / 10)} s`;
  if (size < 3_600_000) return sign + twoUnits(size, 60_000, 'min', 1000, 's');
  return (
    sign +
    (size < 172_800_000
      ? twoUnits(size, 3_600_000, 'h', 60_000, 'min')
      : twoUnits(size, 86_400_000, 'd', 3_600_000, 'h'))
  );
}

function twoUnits(size: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.round(size / small);
  const perLarge = large / small;
  const rest = whole % perLarge;
  return `${Math.floor(whole / perLarge)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}

function threeDigits(value: number): string {
  return String(Number(value.toFixed(value < 100 ? 1 : 0)));
}
