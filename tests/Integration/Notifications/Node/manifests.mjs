// Holds Kubernetes manifests against the API's own descriptions: by the types made of them, which know every field, and by their JSON schemas, which know formats.
//   node manifests.mjs FILE      [{ "name": …, "body": { "apiVersion": …, "kind": …, … } }, …]
// The last line of the output is the list of the problems: [{ "name": …, "problem": … }, …]
import { readFileSync } from 'node:fs';
import { problemsOfConstants } from './types.mjs';

const manifests = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const known = [];
const problems = [];
for (const { name, body } of manifests) {
  const source = body.apiVersion.startsWith('monitoring.coreos.com/') ? `@kubernetes-models/prometheus-operator/${body.apiVersion}` : `kubernetes-models/${body.apiVersion}`;
  const model = await import(source).then((models) => models[body.kind], () => undefined);
  if (model === undefined) {
    problems.push({ name, problem: `There is no ${body.kind} in ${body.apiVersion}` });
    continue;
  }

  known.push({ name, type: `import('${source}').I${body.kind}`, value: body });
  try {
    new model(body).validate();
  } catch (found) {
    problems.push({ name, problem: found.message });
  }
}

console.log(JSON.stringify([...problems, ...problemsOfConstants('', known)]));
