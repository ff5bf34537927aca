// A guest at the lab: a Connect app on Atlassian's own framework, unchanged. It registers itself with the site in
// credentials.json while development mode is on, calls back with its token, and takes itself off on SIGTERM.
// Each line it prints is one JSON value of what it saw.
"use strict";

// Set before the framework is loaded, or it would open a tunnel to the outside.
const address = process.argv[2];
process.env.AC_LOCAL_BASE_URL = address;

const express = require("express");
const ace = require("atlassian-connect-express");

const KEY = "lab-guest";
const CALLS = [
  ["get", "/rest/api/3/serverInfo"],
  ["get", "/rest/api/3/myself"],
  ["get", "/rest/api/3/issue/PLAT-1"],
  ["get", `/rest/atlassian-connect/1/addons/${KEY}`],
  ["put", `/rest/atlassian-connect/1/addons/${KEY}/properties/colour`, { name: "blue" }],
  ["get", `/rest/atlassian-connect/1/addons/${KEY}/properties/colour`],
  ["get", "/rest/devinfo/0.10/existsByProperties?fakeProperty=1"],
];

function tell(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

// The framework's own stores need a database; a Map that says it forgets is registered like any other.
function memory() {
  const kept = new Map();
  const place = (key, client) => `${client}:${key}`;
  return {
    schema: {},
    get: async (key, client) => kept.get(place(key, client)),
    set: async (key, value, client) => kept.set(place(key, client), value) && value,
    del: async (key, client) => kept.delete(place(key, client)),
    saveInstallation: async (value, client) => kept.set(place("clientInfo", client), value) && value,
    getAllClientInfos: async () => [...kept.values()],
    isMemoryStore: () => true,
  };
}

function callBack(app, client) {
  const http = app.httpClient({ clientKey: client });
  const next = ([first, ...rest]) => {
    if (first === undefined) {
      tell({ done: "calls" });
      return;
    }
    const [method, url, body] = first;
    http[method]({ url, json: body || true }, (error, answer, said) => {
      tell({ called: `${method} ${url}`, status: error ? String(error) : answer.statusCode, said });
      next(rest);
    });
  };
  next(CALLS);
}

ace.store.register("memory", memory);
const server = express();
const store = { adapter: "memory" };
const app = ace(server, { config: { development: { store, localBaseUrl: address, port: 0, watch: false } } });
server.use(express.json());
server.use(app.middleware());
server.use((request, answer, next) => {
  answer.on("finish", () => tell({ asked: `${request.method} ${request.path}`, answered: answer.statusCode }));
  next();
});
server.post("/enabled", app.authenticate(), (_request, answer) => answer.sendStatus(204));
server.post("/disabled", app.authenticate(), (_request, answer) => answer.sendStatus(204));
server.post("/uninstalled", app.verifyInstallation(), (_request, answer) => answer.sendStatus(204));

let client = "";
app.on("host_settings_saved", (clientKey) => {
  client = clientKey;
});
app.on("addon_registered", () => callBack(app, client));

server.listen(Number(new URL(address).port), "127.0.0.1", () => {
  app.register().then(
    () => tell({ done: "registration" }),
    (error) => tell({ done: "registration", refused: String(error) }),
  );
});
