// URLs that run, load or lead elsewhere than they seem to, spelt in all the ways that have ever worked somewhere.

const SCHEMES =
  "javascript vbscript livescript mocha data blob filesystem view-source file about jar feed ws ftp".split(" ");
const BODIES = ["alert(1)", "//%0aalert(1)", "text/html,<script>alert(1)</script>", "//example.org/x"];

const spellings = [
  (scheme) => `${scheme}:`,
  (scheme) => `${scheme.toUpperCase()}:`,
  (scheme) => `${scheme[0].toUpperCase()}${scheme.slice(1)}:`,
  (scheme) => `${scheme.slice(0, 4)}\t${scheme.slice(4)}:`,
  (scheme) => `${scheme.slice(0, 4)}\n${scheme.slice(4)}:`,
  (scheme) => `${scheme.slice(0, 4)}\r${scheme.slice(4)}:`,
  (scheme) => `${scheme}\t:`,
  (scheme) => ` ${scheme}:`,
  (scheme) => `\u0001${scheme}:`,
  (scheme) => `\u0000${scheme}:`,
  (scheme) => `\u00a0${scheme}:`,
  (scheme) => `\u2028${scheme}:`,
  (scheme) => `\ufeff${scheme}:`,
  (scheme) => `${scheme}&colon;`,
  (scheme) => `${scheme}&#58;`,
  (scheme) => `&#106;${scheme.slice(1)}:`,
  (scheme) => `${scheme}%3a`,
  (scheme) => `\\${scheme}:`,
  (scheme) => `/\\${scheme}:`,
  (scheme) => `/\t/${scheme}:`,
  (scheme) => `http:${scheme}:`,
  (scheme) => `https://x/\n${scheme}:`,
];

export const urls = SCHEMES.flatMap((scheme) =>
  spellings.flatMap((spell) => BODIES.map((body) => spell(scheme) + body)),
);
