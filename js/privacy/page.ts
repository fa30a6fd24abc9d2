/** What `<tailor-privacy>` asks of a page. */

import type { ConsentState, PageEvent, Profile, Purpose, Word } from "../types.js";

export interface Insight {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  readonly from?: string;
}

export interface PrivacyPage {
  readonly consent: { readonly [P in Purpose]: Word } & {
    readonly paused: boolean;
    readonly gpc: boolean;
    readonly source?: ConsentState;
  };
  choose(choice: ConsentState & { readonly paused?: boolean }): void;
  subscribe(listener: () => void): () => void;
  insights(): readonly Insight[];
  export(): Profile;
  import(profile: Profile): void;
  erase(): void;
  observe(event: PageEvent | { readonly kind: "more" | "less" | "never" | "forget"; readonly topic: string }): void;
}
