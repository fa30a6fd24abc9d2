/** Entry `tailorbird/copy`: what channels count, and whether a text says what its brief says. Nothing of it is in a page of a visitor. */

export { channels, type MeasureOptions, measure } from "../copy/channels.js";
export type { ChannelRow, ChannelTable, Length, Measured, Unit } from "../types/copy.js";
