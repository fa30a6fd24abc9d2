// The system's IANA time zone database → src/manifest/zones.txt, the one table from which places are guessed.
// `node scripts/zones.mjs` writes it anew; the result is kept, so that a build needs no database.

import { readFile, writeFile } from "node:fs/promises";
import { inRoot } from "./paths.mjs";

const SYSTEM = "/usr/share/zoneinfo";

/** UN M49, without its layer of sub-Saharan Africa and Latin America (as CLDR 48 groups territories). */
const REGIONS = {
  "africa eastern-africa": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
  "africa middle-africa": "AO CD CF CG CM GA GQ ST TD",
  "africa northern-africa": "DZ EG EH LY MA SD TN",
  "africa southern-africa": "BW LS NA SZ ZA",
  "africa western-africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
  "americas caribbean": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
  "americas central-america": "BZ CR GT HN MX NI PA SV",
  "americas northern-america": "BM CA GL PM US",
  "americas south-america": "AR BO BR CL CO EC FK GF GS GY PE PY SR UY VE",
  "antarctica antarctica": "AQ",
  "asia central-asia": "KG KZ TJ TM UZ",
  "asia eastern-asia": "CN HK JP KP KR MN MO TW",
  "asia south-eastern-asia": "BN ID KH LA MM MY PH SG TH TL VN",
  "asia southern-asia": "AF BD BT IN IR LK MV NP PK",
  "asia western-asia": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
  "europe eastern-europe": "BG BY CZ HU MD PL RO RU SK UA",
  "europe northern-europe": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
  "europe southern-europe": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
  "europe western-europe": "AT BE CH DE FR LI LU MC NL",
  "oceania australia-and-new-zealand": "AU CC CX NF NZ",
  "oceania melanesia": "FJ NC PG SB VU",
  "oceania micronesia": "FM GU KI MH MP NR PW UM",
  "oceania polynesia": "AS CK NU PF PN TK TO TV WF WS",
};

/** Links that the database points across a border, because the clocks agree there now; its comments name these. */
const ACROSS = {
  "Africa/Asmera": "Africa/Asmara",
  "Africa/Timbuktu": "Africa/Bamako",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Virgin": "America/St_Thomas",
  "Antarctica/South_Pole": "Antarctica/McMurdo",
  "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
  Iceland: "Atlantic/Reykjavik",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
  "Pacific/Yap": "Pacific/Chuuk",
};

/** What has no place goes by this name (as ECMA-402 has it). */
const UTC = ["Etc/UTC", "Etc/GMT"];

const lines = async (name) => (await readFile(`${SYSTEM}/${name}`, "utf8")).split("\n");

/** `+5230+01322`, with or without seconds → [52.5, 13.37] */
function coordinates(text) {
  const [, ...signed] = /^([+-]\d+)([+-]\d+)$/.exec(text);
  return signed.map((part, place) => {
    const [sign, digits, degrees] = [part[0] === "-" ? -1 : 1, part.slice(1), 2 + place];
    const minutes = digits.slice(degrees, degrees + 2);
    const seconds = digits.slice(degrees + 2) || "0";
    return sign * (Number(digits.slice(0, degrees)) + Number(minutes) / 60 + Number(seconds) / 3600);
  });
}

/** Tenths of a degree, from the south pole and from the date line, as two characters each: `'0'` is 0, `'o'` is 63. */
function code([latitude, longitude]) {
  // What lies a little south of the equator stays south of it.
  const south = latitude < 0 ? Math.min(latitude, -0.1) : latitude;
  const tenths = [Math.round((south + 90) * 10), Math.round((longitude + 180) * 10)];
  return tenths.map((number) => String.fromCharCode(48 + (number >> 6), 48 + (number & 63))).join("");
}

const source = await lines("tzdata.zi");
const version = source[0].replace("# version ", "");
const rows = (await lines("zone.tab")).filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
const zones = rows.map(([country, where, name]) => ({ country, name, code: code(coordinates(where)), aliases: [] }));
const find = (name) => zones.find((zone) => zone.name === name);
const utc = [];
for (const [mark, target, name] of source.map((line) => line.split(" "))) {
  if (mark !== "L" || find(name)) continue;
  if (UTC.includes(target)) utc.push(name);
  else find(ACROSS[name] ?? target).aliases.push(name);
}

/** An area that is the same as before is left out: `Europe/Berlin /Busingen`. */
let area = "";
function short(name) {
  const end = name.indexOf("/");
  if (end < 0) return name;
  const same = name.slice(0, end) === area;
  area = name.slice(0, end);
  return same ? name.slice(end) : name;
}

const written = [
  `# IANA time zone database ${version}: zone.tab, tzdata.zi (public domain); written by scripts/zones.mjs`,
  // In no country, and nowhere.
  ` 0000${["UTC", ...UTC, ...utc.filter((name) => name !== "UTC")].join(",")}`,
];
for (const [heading, countries] of Object.entries(REGIONS)) {
  written.push(heading);
  for (const country of countries.split(" ")) {
    const own = zones.filter((zone) => zone.country === country);
    if (own.length === 0) throw new Error(`${country} has no zone`);
    // The place of its principal city, its name, and its older names.
    const items = own.map((zone) => zone.code + [zone.name, ...zone.aliases.sort()].map(short).join(","));
    written.push([country, ...items].join(" "));
  }
}
const missing = zones.filter(({ country }) => !Object.values(REGIONS).join(" ").includes(country));
if (missing.length > 0) throw new Error(`no region has ${missing.map(({ country }) => country)}`);
await writeFile(inRoot("src/manifest/zones.txt"), `${written.join("\n")}\n`);
console.log(`${zones.length} zones of the database ${version}`);
