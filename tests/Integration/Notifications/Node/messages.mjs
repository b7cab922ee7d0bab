// Holds messages against the packages of those who read them.
//   node messages.mjs FILE      [{ "name": …, "format": "Slack" | "Teams" | "PagerDuty", "body": … }, …]
// The last line of the output is the list of the problems: [{ "name": …, "problem": … }, …]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { problemsOfConstants } from './types.mjs';

const messages = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify([...byTheTypes(messages), ...messages.filter(({ format }) => format === 'Teams').flatMap(byTheRenderer)]));

/** Each message as a constant of the type of its format. */
function byTheTypes(messages) {
  return problemsOfConstants(
    "import type { PagerDuty, Slack, Teams } from './formats.js';",
    messages.map(({ name, format, body }) => ({ name, type: format, value: body })),
  );
}

/** A card must be read without a complaint, and what was understood of it must be the whole of it. */
function byTheRenderer({ name, body }) {
  // It is made for browsers, and reads cards without one.
  globalThis.window ??= globalThis;
  globalThis.self ??= globalThis;
  const { AdaptiveCard, SerializationContext } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
  const { msteams, ...content } = body.attachments[0].content;
  const context = new SerializationContext();
  const card = new AdaptiveCard();
  card.parse(content, context);
  const complaints = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  complaints.push(...card.validateProperties().validationEvents.map((event) => event.message));
  complaints.push(...missing(content, card.toJSON(), '').map((path) => `${path} is not understood`));
  return complaints.map((problem) => ({ name, problem }));
}

/** The paths of all that is not the same in what was read. */
function missing(written, read, path) {
  if (written === null || typeof written !== 'object') {
    return written === read ? [] : [path];
  }

  return Object.entries(written).flatMap(([key, value]) => missing(value, read?.[key], `${path}/${key}`));
}
