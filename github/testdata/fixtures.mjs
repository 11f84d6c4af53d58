// Serves @octokit/fixtures' recorded answers of GitHub on 127.0.0.1 alone, at a port of
// the system's choice, which it prints. It ends when its standard input does.
//
// The package's own program listens on all interfaces; its middleware is mounted here
// once the port is known, since the answers' links hold it.
import express from "express";
import fixtures from "@octokit/fixtures-server";

const app = express();
const server = app.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  app.use(fixtures({ port, fixturesUrl: `http://127.0.0.1:${port}`, logLevel: "silent", ttl: 600000 }));
  console.log(port);
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
