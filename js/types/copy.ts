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
  /** The day on which this was noted, and where the platform says it. */
  readonly noted?: string;
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

/** Words: in every language, or by language. A list within a list has the forms of one word. */
export type Words =
  | string
  | readonly (string | readonly string[])[]
  | Readonly<Record<string, string | readonly (string | readonly string[])[]>>;

interface Common {
  /** The fact of type `name` that it belongs to: in a text it has to stand by it. */
  readonly of?: string;
  /** A text may leave it out. */
  readonly optional?: boolean;
  /** How else the site writes it. */
  readonly forms?: Words;
}

/** Something that is true. */
export type Fact = Common &
  (
    | { readonly type: "price"; readonly amount: number; readonly currency: string }
    | { readonly type: "date"; readonly date: string; readonly until?: string }
    | { readonly type: "quantity"; readonly amount: number; readonly unit?: Words }
    | { readonly type: "name"; readonly name: Words }
    | { readonly type: "url"; readonly url: string }
    | { readonly type: "list"; readonly items: Words }
    | { readonly type: "comparison"; readonly left: string; readonly right: string; readonly words: Words }
    | {
        readonly type: "change";
        readonly from: number;
        readonly to: number;
        readonly unit?: Words;
        readonly currency?: string;
      }
  );

/** What a text is written from: `schema/brief.schema.json`. */
export interface Brief {
  readonly goal?: string;
  readonly audience?: string;
  readonly channels?: readonly string[];
  readonly languages?: readonly string[];
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly must?: Words;
  readonly never?: Words;
  readonly allow?: Words;
}

/** How a brand writes: `schema/voice.schema.json`. */
export interface Voice {
  readonly name?: string;
  readonly dials?: Partial<Readonly<Record<"formality" | "warmth" | "energy" | "brevity", number>>>;
  readonly person?: "we" | "i" | "none";
  readonly address?: {
    readonly de?: "du" | "Sie";
    readonly fr?: "tu" | "vous";
    readonly ar?: "masculine" | "feminine" | "plural";
  };
  /** The most words of a sentence. */
  readonly sentence?: number;
  readonly ease?: Partial<Readonly<Record<"en" | "de" | "ar", readonly [least: number, most: number]>>>;
  readonly caps?: { readonly emoji?: number; readonly exclamations?: number };
  /** What is said, then what is not. */
  readonly preferred?: Words;
  readonly never?: Words;
  readonly punctuation?: { readonly never?: readonly string[] };
  readonly disclaimers?: Words;
  readonly call?: "imperative" | "question" | "none";
  /** What was measured of its own texts. */
  readonly measured?: MeasuredVoice;
}

/** Of each measure the mean, and how far the texts of a voice are from it. */
export type Spread = readonly [mean: number, deviation: number];

/** Measures, after published ones: docs/copy.md names them. */
export type VoiceMeasure =
  | "formality"
  | "ease"
  | "sentence"
  | "long"
  | "emoji"
  | "exclamations"
  | "questions"
  | "commas"
  | "we"
  | "you";

export interface MeasuredVoice extends Readonly<Record<VoiceMeasure, Spread>> {
  readonly language: string;
  /** How many texts, and how many words. */
  readonly samples: number;
  readonly count: number;
  /** Words that it uses more than others, and less: how much, as z of the log-odds. */
  readonly words: Readonly<Record<string, number>>;
  readonly usual: Spread;
}

/** How far a text is from a voice. */
export interface VoiceDistance {
  /** 1: as far as most of its own texts. Absent where the voice has a problem, or was not measured. */
  readonly distance?: number;
  /** By what, the most first: of the text, of the voice, and how far they are apart. */
  readonly because?: readonly {
    readonly name: VoiceMeasure | "words";
    readonly text: number;
    readonly voice: number;
    readonly distance: number;
  }[];
  readonly problems: readonly Problem[];
}

/** Something that is wrong with a text. */
export interface Finding {
  /** In one word, such as `missing`, `number` or `never`. */
  readonly kind: string;
  readonly severity: "error" | "warning";
  /** Counted from 1, in characters. */
  readonly line: number;
  readonly column: number;
  /** Places in the text, as JavaScript counts them; the whole text where something is missing. */
  readonly start: number;
  readonly end: number;
  /** What stands there; empty where it is about the whole text. */
  readonly found: string;
  /** What is wrong, and what to do. */
  readonly message: string;
  /** The fact that it is about. */
  readonly fact?: string;
}

export interface ProofOptions {
  readonly brief?: FileText<Brief>;
  readonly voice?: FileText<Voice>;
  /** Default: those of the brief. */
  readonly channels?: readonly string[];
  /** A site's own table, over that of the package. */
  readonly table?: FileText<ChannelTable>;
  /** The language of the text; default: the only one of the brief, or English. */
  readonly locale?: string;
}

export interface Proof {
  readonly findings: readonly Finding[];
  /** What is wrong with what was handed in; nothing is judged then. */
  readonly problems: readonly (Problem & { readonly file: "brief" | "voice" | "table" | "options" })[];
}
