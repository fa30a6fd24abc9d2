/** What channels count: the table, and how long a text is in each of them. */

import type { ChannelTable, FileText, Measured } from "../types/copy.js";
import { ASK, desk } from "./desk.js";
import { textOf } from "./given.js";

export interface MeasureOptions {
  /** Only these; default: all. */
  readonly channels?: readonly string[];
  /** A site's own table, over that of the package. */
  readonly table?: FileText<ChannelTable>;
}

/** The table of channels: each row says when it was looked up, and where. */
export const channels = async (): Promise<ChannelTable> => (await desk())(ASK.channels);

/** How long a text is, as each channel counts it. */
export async function measure(text: string, { channels = [], table }: MeasureOptions = {}): Promise<Measured> {
  return (await desk())(ASK.measure, text, channels.join(","), textOf(table));
}
