/** Entry `tailorbird/copy`: what channels count, and whether a text says what its brief says. Nothing of it is in a page of a visitor. */

export { channels, type MeasureOptions, measure } from "../copy/channels.js";
export { checkBrief, checkVoice, proof } from "../copy/proof.js";
export { measureVoice, voiceDistance } from "../copy/voice.js";
export type {
  Brief,
  ChannelRow,
  ChannelTable,
  Fact,
  Finding,
  Length,
  Measured,
  MeasuredVoice,
  Proof,
  ProofOptions,
  Unit,
  Voice,
  VoiceDistance,
  Words,
} from "../types/copy.js";
