// Holds messages against the packages of those who read them.
//   node messages.mjs FILE      [{ "name": …, "format": "Slack" | "Teams" | "PagerDuty", "body": … }, …]
// The last line of the output is the list of the problems: [{ "name": …, "problem": … }, …]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const messages = JSON.parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify([...byTheTypes(messages), ...messages.filter(({ format }) => format === 'Teams').flatMap(byTheRenderer)]));

/** Each message as a constant of the type of its format, all in one file that exists in memory only. */
function byTheTypes(messages) {
  const folder = dirname(fileURLToPath(import.meta.url));
  const file = join(folder, 'messages.ts');
  const head = "import type { PagerDuty, Slack, Teams } from './formats.js';";
  const text = [head, ...messages.map(({ format, body }, index) => `export const m${index} = ${JSON.stringify(body)} satisfies ${format};`)].join('\n');
  const options = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  host.getSourceFile = (name, target, ...rest) => (name === file ? ts.createSourceFile(name, text, target) : getSourceFile(name, target, ...rest));

  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map((diagnostic) => {
    const problem = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    const line = diagnostic.file?.fileName === file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : 0;
    return { name: line > 0 ? messages[line - 1].name : `${diagnostic.file?.fileName ?? 'tsc'}`, problem };
  });
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
