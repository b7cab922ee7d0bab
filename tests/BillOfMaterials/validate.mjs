// Holds bills of materials against the schema of CycloneDX as its authors hand it out, and against what docs/install.md says of them.
//   node validate.mjs FILE...
// Tells each problem in a line, and exits with 1 where there is one.
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node validate.mjs FILE...');
  process.exit(2);
}

// The strict schema knows every property: one that is spelt wrong is a problem.
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

const problemsOf = async (text) => {
  const violations = await validator.validate(text);
  if (violations !== null) {
    return violations.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  const { components } = JSON.parse(text);
  const problems = [];
  for (const { name, version, purl, licenses = [], hashes = [] } of components) {
    const missing = Object.entries({ version, purl, licence: licenses[0], hash: hashes[0] }).filter(([, value]) => !value).map(([what]) => what);
    if (missing.length > 0) {
      problems.push(`${name} has no ${missing.join(', ')}`);
    }
  }

  if (new Set(components.map((component) => component['bom-ref'])).size !== components.length) {
    problems.push('A component stands in it twice');
  }

  return problems;
};

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const problems = await problemsOf(text);
  for (const problem of problems) {
    console.error(`${file}: ${problem}`);
    process.exitCode = 1;
  }

  if (problems.length === 0) {
    console.log(`${file}: valid, ${JSON.parse(text).components.length} components`);
  }
}
