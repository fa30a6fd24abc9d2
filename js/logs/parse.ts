/** Numbers and moments as they lie in a file. */

const [ZERO, NINE, DOT, MINUS, PLUS, COLON, LETTER_T, LETTER_Z, SPACE] = [48, 57, 46, 45, 43, 58, 84, 90, 32];
const DAY = 86_400_000_000;
const decoder = new TextDecoder();

/** Powers of ten that a double has exactly. */
const TENS = Array.from({ length: 16 }, (_, power) => 10 ** power);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Not a number if it is none. What has at most fifteen digits is exact by one division; the rest goes a longer way. */
export function numberFrom(bytes: Uint8Array, start: number, end: number): number {
  let [whole, decimals, at] = [0, -1, start];
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at += 1;
  if (end === at || end - at > 16) return longNumber(bytes, start, end);
  for (; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= NINE) {
      whole = whole * 10 + byte - ZERO;
      if (decimals >= 0) decimals += 1;
    } else if (byte === DOT && decimals < 0 && at + 1 < end && at > start) decimals = 0;
    else return longNumber(bytes, start, end);
  }
  const value = decimals > 0 ? whole / (TENS[decimals] as number) : whole;
  return isNegative ? -value : value;
}

function longNumber(bytes: Uint8Array, start: number, end: number): number {
  const text = decoder.decode(bytes.subarray(start, end));
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** So many digits as a number; negative if one of them is none. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Microseconds since 1970 of a moment in ISO 8601, such as 2026-11-30T17:05:00Z; without an offset it is in UTC. The seconds,
 *  and the time of the day, may be missing. Not a number if it is none. */
export function momentFrom(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 10 || bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return Number.NaN;
  const day = dayOf(
    digits(bytes, start, start + 4),
    digits(bytes, start + 5, start + 7),
    digits(bytes, start + 8, start + 10),
  );
  if (end - start === 10) return day * DAY;
  const gap = bytes[start + 10];
  if ((gap !== LETTER_T && gap !== SPACE) || end - start < 16 || bytes[start + 13] !== COLON) return Number.NaN;
  return day * DAY + timeFrom(bytes, start + 11, end);
}

/** The day since 1970, by Hinnant's “days from civil”. */
function dayOf(year: number, month: number, day: number): number {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN;
  const years = month > 2 ? year : year - 1;
  const era = Math.floor(years / 400);
  const inEra = years - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719_468;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** From the hour on: 17:05, 17:05:00, 17:05:00.123, each with an offset or without. */
function timeFrom(bytes: Uint8Array, start: number, end: number): number {
  const [hour, minute] = [digits(bytes, start, start + 2), digits(bytes, start + 3, start + 5)];
  let at = start + 5;
  let [second, micros] = [0, 0];
  if (bytes[at] === COLON && at + 3 <= end) {
    second = digits(bytes, at + 1, at + 3);
    at += 3;
    if (bytes[at] === DOT && at < end) {
      const from = at + 1;
      at = from;
      while (at < end && (bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1;
      if (at === from || at - from > 9) return Number.NaN;
      for (let place = 0; place < 6; place += 1)
        micros = micros * 10 + (from + place < at ? (bytes[from + place] as number) - ZERO : 0);
    }
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros - offsetFrom(bytes, at, end) * 60_000_000;
}

/** Minutes: nothing, Z, +02, +02:00 or +0200. */
function offsetFrom(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return 0;
  const sign = bytes[start];
  if (sign === LETTER_Z) return end - start === 1 ? 0 : Number.NaN;
  if (sign !== PLUS && sign !== MINUS) return Number.NaN;
  const length = end - start;
  const colon = bytes[start + 3] === COLON ? 1 : 0;
  if (length !== 3 && length !== 5 + colon) return Number.NaN;
  const hours = digits(bytes, start + 1, start + 3);
  const minutes = length === 3 ? 0 : digits(bytes, start + 3 + colon, start + 5 + colon);
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return Number.NaN;
  return (sign === MINUS ? -1 : 1) * (hours * 60 + minutes);
}
