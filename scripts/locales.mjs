#!/usr/bin/env node
// Writes src/Worker/Presentation/Locales/locales.json, how dates, times and numbers are written, from Unicode's CLDR. Run it when CLDR has a new version:
//
//   mkdir /tmp/cldr && npm install --prefix /tmp/cldr cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-numbers-full@48.2.0
//   node scripts/locales.mjs /tmp/cldr/node_modules
//
// A locale says only what is otherwise than in the one that it is like. Patterns are .NET's. What is left out, and why, is in docs/decisions/0012-locales.md.

import { readFileSync, readdirSync, writeFileSync, copyFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const modules = process.argv[2];
if (!modules) {
  console.error("usage: node scripts/locales.mjs NODE_MODULES");
  process.exit(2);
}

const target = join(dirname(fileURLToPath(import.meta.url)), "../src/Worker/Presentation/Locales");
const read = (...path) => JSON.parse(readFileSync(join(modules, ...path), "utf8"));
const supplemental = (name) => read("cldr-core", "supplemental", `${name}.json`).supplemental;

const coverage = read("cldr-core", "coverageLevels.json").effectiveCoverageLevels;
const kept = new Set(readdirSync(join(modules, "cldr-dates-full", "main")).filter((name) => coverage[name] === "modern" && name !== "und" && /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/u.test(name)));
const parents = supplemental("parentLocales").parentLocales.parentLocale;
const likely = supplemental("likelySubtags").likelySubtags;

// The words around are English and run from left to right: marks for the direction would put the parts of a date into another order.
const plain = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

/** A pattern of CLDR as one of .NET; with what is to follow seconds, where they are to be told more precisely. */
function pattern(cldr, afterSeconds = "") {
  let out = "";
  for (const [part] of plain(cldr).matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/gu)) {
    out += part[0] === "'" ? literal(part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'")) : /[A-Za-z]/.test(part[0]) ? field(part, cldr) + (part[0] === "s" ? afterSeconds : "") : punctuation(part);
  }

  return out.replace(/\s+/gu, " ").trim();
}

const literal = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);

// To .NET these mean something in a pattern; the separators are set to what stands there.
const punctuation = (text) => text.replace(/[%\\"]/gu, (one) => `\\${one}`);

function field(letters, cldr) {
  const length = letters.length;
  switch (letters[0]) {
    case "y": return "yyyy";
    case "M": case "L": return "M".repeat(Math.min(length, 4));
    case "d": return "d".repeat(Math.min(length, 2));
    case "E": case "c": return length === 4 ? "dddd" : "ddd";
    case "H": case "k": return "H".repeat(Math.min(length, 2));
    case "h": case "K": return "h".repeat(Math.min(length, 2));
    case "m": return "m".repeat(Math.min(length, 2));
    case "s": return "s".repeat(Math.min(length, 2));
    case "a": case "b": case "B": return "tt";
    case "G": return "";
    default: throw new Error(`unknown field ${letters} in ${cldr}`);
  }
}

/** Without the half of the day; what stands in quotes is no field. */
const wholeDay = (time) => time.replace("tt", "").replace(/h{1,2}(?![^']*'(?:[^']*'[^']*')*[^']*$)/u, "HH").trim();

const values = (object) => Object.values(object).map(plain);
const list = (object) => {
  const all = values(object);
  if (all.some((name) => name.includes("|"))) throw new Error(`a bar in ${all}`);
  return all.join("|");
};

function describe(name) {
  const calendar = read("cldr-dates-full", "main", name, "ca-gregorian.json").main[name].dates.calendars.gregorian;
  const numbers = read("cldr-numbers-full", "main", name, "numbers.json").main[name].numbers;
  const symbols = numbers["symbols-numberSystem-latn"];
  const forms = calendar.dateTimeFormats.availableFormats;
  const days = (form) => list(calendar.days.format[form]);
  const months = (use, form) => list(calendar.months[use][form]);
  const sizes = numbers["decimalFormats-numberSystem-latn"].standard.split(".")[0].split(",").slice(1).map((group) => group.length).reverse();
  const [shortTime, time, precise] = [pattern(calendar.timeFormats.short), pattern(calendar.timeFormats.medium), pattern(calendar.timeFormats.medium, `${literal(plain(symbols.decimal))}fff`)];
  const { am, pm } = calendar.dayPeriods.format.abbreviated;

  // Among English words: letters that run from right to left would turn the numbers that follow, and the font of the pictures has not those of every script.
  const clock = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{P}\p{Z}]*$/u.test(plain(am + pm)) ? (form) => form : wholeDay;
  return {
    decimal: plain(symbols.decimal),
    group: plain(symbols.group),
    minus: plain(symbols.minusSign),
    sizes: sizes.join(","),
    leastGrouped: numbers.minimumGroupingDigits === "1" ? 1000 : 10000,
    percent: plain(numbers["percentFormats-numberSystem-latn"].standard).replace(/[#0,.]+/u, "{0}").replace("%", plain(symbols.percentSign)),
    date: pattern(calendar.dateFormats.short),
    longDate: pattern(calendar.dateFormats.full),
    monthDay: pattern(forms.Md),
    longMonthDay: pattern(forms.MMMMd ?? forms.MMMd),
    yearMonth: pattern(forms.yMMMM ?? forms.yMMM),
    shortTime,
    time,
    minutes: clock(shortTime),
    seconds: clock(time),
    milliseconds: clock(precise),
    tick: wholeDay(shortTime),
    am: plain(am),
    pm: plain(pm),
    days: days("wide"),
    shortDays: days("abbreviated"),
    shortestDays: list(calendar.days.format.short ?? calendar.days.format.abbreviated),
    months: months("stand-alone", "wide"),
    shortMonths: months("stand-alone", "abbreviated"),
    monthsOfDays: months("format", "wide"),
    shortMonthsOfDays: months("format", "abbreviated"),
  };
}

function parentOf(name) {
  for (let one = name; ;) {
    one = parents[one] ?? (one.includes("-") ? one.slice(0, one.lastIndexOf("-")) : "und");
    if (one === "und" || one === "root") return null;
    if (kept.has(one)) return one;
  }
}

const described = new Map([...kept].map((name) => [name, describe(name)]));
const locales = {};
for (const name of [...kept].sort()) {
  const parent = parentOf(name);
  const own = described.get(name);
  locales[name] = parent
    ? { like: parent, ...Object.fromEntries(Object.entries(own).filter(([key, value]) => described.get(parent)[key] !== value)) }
    : own;
}

// What is as its language has it all the same exists: de-DE is de.
for (const name of read("cldr-core", "defaultContent.json").defaultContent) {
  const parent = parentOf(name);
  if (parent && !kept.has(name) && /-([A-Z]{2})$/u.test(name)) locales[name] = { like: parent };
}

// Names that others use: without the script or with the usual one, as .NET has both (zh-TW, uz-Latn), and languages that were renamed (iw).
const aliases = {};
for (const name of kept) {
  const script = /^[a-z]+$/u.test(name) ? likely[name]?.split("-")[1] : undefined;
  if (script && !kept.has(`${name}-${script}`)) aliases[`${name}-${script}`] = name;
}

for (const [given, full] of Object.entries(likely)) {
  const [, language, region] = /^([a-z]{2,3})-([A-Z]{2})$/u.exec(given) ?? [];
  if (region && kept.has(language) && kept.has(full.slice(0, full.lastIndexOf("-"))) && !locales[given]) aliases[given] = full;
}

for (const name of Object.keys(locales)) {
  const [, language, script, region] = /^([a-z]{2,3})-([A-Z][a-z]{3})-([A-Z]{2})$/u.exec(name) ?? [];
  if (region && likely[language]?.split("-")[1] === script && !locales[`${language}-${region}`] && !aliases[`${language}-${region}`]) aliases[`${language}-${region}`] = name;
}

for (const [given, { _replacement: now }] of Object.entries(supplemental("aliases").metadata.alias.languageAlias)) {
  if (/^[a-z]{2}$/u.test(given) && !kept.has(given) && kept.has(now.replaceAll("_", "-"))) aliases[given] = now.replaceAll("_", "-");
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
const regions = Object.keys(supplemental("territoryInfo").territoryInfo).filter((region) => /^[A-Z]{2}$/u.test(region) && region !== "ZZ").sort();
const renamed = Object.entries(supplemental("aliases").metadata.alias.territoryAlias).filter(([given, { _replacement: now }]) => /^[A-Z]{2}$/u.test(given) && /^[A-Z]{2}$/u.test(now)).map(([given, { _replacement: now }]) => [given, now]);
const lines = Object.entries(sorted(locales)).map(([name, locale]) => `    ${JSON.stringify(name)}: ${JSON.stringify(locale)}`);
writeFileSync(join(target, "locales.json"), `{
  "cldr": ${JSON.stringify(read("cldr-core", "package.json").version)},
  "regions": ${JSON.stringify(regions.join(" "))},
  "renamedRegions": ${JSON.stringify(Object.fromEntries(renamed))},
  "aliases": ${JSON.stringify(sorted(aliases))},
  "locales": {
${lines.join(",\n")}
  }
}
`);
copyFileSync(join(modules, "cldr-core", "LICENSE"), join(target, "LICENSE.txt"));
console.log(`${lines.length} locales, ${Object.keys(aliases).length} further names`);
