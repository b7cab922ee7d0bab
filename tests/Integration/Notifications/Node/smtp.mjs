// A mail server that offers PIPELINING (npm: smtp-server) and tells what it reads, piece by piece.
//   node smtp.mjs PORT      takes mail for everybody but gone@…
// Each line of the output is {"piece": text}, as one read gave it, {"mail": {"to": […], "text": …}} or {"listening": true}.
import { SMTPServer } from 'smtp-server';

const tell = (what) => console.log(JSON.stringify(what));
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onRcptTo: ({ address }, session, done) => done(address.startsWith('gone@') ? Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }) : null),
  onData: async (stream, session, done) => {
    const pieces = [];
    for await (const piece of stream) {
      pieces.push(piece);
    }

    tell({ mail: { to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(pieces).toString() } });
    done();
  },
});
server.server.prependListener('connection', (socket) => {
  tell({ connection: true });
  const { emit } = socket;
  socket.emit = function (name, ...rest) {
    if (name === 'data') {
      tell({ piece: rest[0].toString() });
    }

    return emit.call(this, name, ...rest);
  };
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => tell({ listening: true }));
