/** The types of `tailorbird/copy`. */

import type { Problem } from "./index.js";

/** What a channel counts. */
export type Unit = "weighted" | "graphemes" | "points" | "utf16" | "bytes" | "pixels";

/** A channel, as the table and a site's own file have it. */
export interface ChannelRow {
  readonly name?: string;
  readonly unit?: Unit;
  /** The most of it. */
  readonly limit?: number;
  /** The most that is good by practice, where nothing is refused. */
  readonly advice?: number;
  /** The most bytes besides. */
  readonly bytes?: number;
  /** After how much it is cut off until somebody asks for more. */
  readonly fold?: number;
  /** How much an address counts, however long it is. */
  readonly link?: number;
  readonly emojiBytes?: boolean;
  readonly shortMentions?: boolean;
  readonly links?: number;
  readonly hashtags?: number;
  readonly mentions?: number;
  /** Letters that it does not take. */
  readonly forbidden?: string;
  /** The day on which this was looked up, and where. */
  readonly checked?: string;
  readonly source?: string;
}
export type ChannelTable = Readonly<Record<string, ChannelRow>>;

/** A file: its text, so that problems name its lines, or what it says. */
export type FileText<Form> = string | Form;

export interface Length {
  readonly length: number;
  readonly unit: Unit;
  readonly limit: number | null;
  readonly advice: number | null;
  readonly fits: boolean;
}

export interface Measured {
  /** By the name of the channel. */
  readonly channels: Readonly<Record<string, Length>>;
  readonly links: number;
  readonly hashtags: number;
  readonly mentions: number;
  /** What is wrong with the site's own table. */
  readonly problems: readonly Problem[];
}
