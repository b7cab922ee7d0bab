// Holds values against types that packages give.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * Each value as a constant of its type, all in one file that exists in memory only: what the type lacks, has otherwise or does not know is a problem.
 * @param head Imports the types, in one line.
 * @param constants [{ name, type, value }, ...]
 * @returns [{ name, problem }, ...]
 */
export function problemsOfConstants(head, constants) {
  const folder = dirname(fileURLToPath(import.meta.url));
  const file = join(folder, 'constants.ts');
  const text = [head, ...constants.map(({ type, value }, index) => `export const c${index} = ${JSON.stringify(value)} satisfies ${type};`)].join('\n');
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
    return { name: line > 0 ? constants[line - 1].name : `${diagnostic.file?.fileName ?? 'tsc'}`, problem };
  });
}
