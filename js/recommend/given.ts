/** What a recommender is asked with, looked at: a wrong value is told with its place. */

import type { HistoryEvent } from "../types/recommend.js";

/** The most events of a history. */
const EVENTS = 1000;
/** The most items that are asked for. */
const COUNT = 1000;

/** @throws TypeError if it is no whole number from 1 to 1000. */
export function checkCount(name: string, count: number): void {
  if (!Number.isInteger(count) || count < 1 || count > COUNT)
    throw new TypeError(`${name} is a whole number from 1 to ${COUNT}, and not ${String(count)}`);
}

/** @throws TypeError if it is no number in between. */
export function checkAmount(name: string, amount: number, least: number, most: number): void {
  if (!(amount >= least && amount <= most))
    throw new TypeError(`${name} is a number from ${least} to ${most}, and not ${String(amount)}`);
}

/** The latest events, each with its weight.
 *  @throws TypeError if it is no list of ids and events. */
export function checkHistory(history: readonly (string | HistoryEvent)[]): Required<HistoryEvent>[] {
  if (!Array.isArray(history)) throw new TypeError("history is a list of ids, or of { item, weight }");
  return history.slice(-EVENTS).map((event: string | HistoryEvent, place) => {
    const { item, weight = 1 }: HistoryEvent = typeof event === "string" ? { item: event } : (event ?? { item: "" });
    if (typeof item !== "string")
      throw new TypeError(`history/${place}/item is the id of an item, and not ${String(item)}`);
    if (!Number.isFinite(weight)) throw new TypeError(`history/${place}/weight is a number, and not ${String(weight)}`);
    return { item, weight };
  });
}
