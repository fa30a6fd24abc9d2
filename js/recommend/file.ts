/** Where vectors are → their bytes, whose hash was looked at. */

import { error } from "../shared/problem.js";
import type { VectorsSource } from "../types/recommend.js";

/** The bytes of a file.
 *  @throws Problem if it is not there, or not the one that was meant. */
export async function bytesOf(source: VectorsSource, hash: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof source !== "string" && !("href" in source)) {
    const bytes = source instanceof Uint8Array ? source.slice() : new Uint8Array(source.slice(0));
    await check(bytes, hash);
    return bytes;
  }
  const [address, meant] = String(source).split("#");
  const response = await fetch(address as string);
  if (!response.ok) throw error(`${address} answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  await check(bytes, hash ?? (meant || undefined));
  return bytes;
}

/** The digits of a hash, whichever way it is written. */
function digits(hash: string): string {
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase();
  const [, text] = /^sha256-([\w+/-]{43}=?)$/.exec(hash) ?? [];
  if (!text) throw { ...error("a hash is “sha256-” and base64, or 64 hexadecimal digits"), path: "/hash" };
  return hex(Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (byte) => byte.charCodeAt(0)));
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function check(bytes: Uint8Array<ArrayBuffer>, hash: string | undefined): Promise<void> {
  if (hash === undefined) return;
  const meant = digits(hash);
  if (!globalThis.crypto?.subtle)
    throw { ...error("a page that is not secure (https) cannot look at the hash"), path: "/hash" };
  const found = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  if (found !== meant) throw { ...error(`these are other vectors: their SHA-256 is ${found}`), path: "/hash" };
}
