// Verifies requests with the package of those who wrote Standard Webhooks.
//   node signatures.mjs FILE      [{ "secret": …, "headers": { … }, "body": base64 }, …]
// The last line of the output is the list of the verdicts: "accepted", or why not.
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

const verdicts = JSON.parse(readFileSync(process.argv[2], 'utf8')).map(({ secret, headers, body }) => {
  try {
    new Webhook(secret).verify(Buffer.from(body, 'base64'), headers);
    return 'accepted';
  } catch (error) {
    return error.message;
  }
});
console.log(JSON.stringify(verdicts));
