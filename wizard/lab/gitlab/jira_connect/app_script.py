"""The script of the app page, for a real browser; it does what GitLab's own page does, by the same requests."""

from typing import Final

APP_SCRIPT: Final = """
const data = document.querySelector(".js-jira-connect-app").dataset;
const root = document.getElementById("app");
const oauth = JSON.parse(data.oauthMetadata);
const labels = JSON.parse(data.labels);
const instance = data.instanceUrl || location.origin;
const api = data.instanceUrl || location.href.split("/-/jira_connect")[0];
const say = (text) => { document.getElementById("flash").textContent = text; };
const add = (tag, text, parent = root) => {
  const one = document.createElement(tag); one.textContent = text; parent.append(one); return one;
};
const jiraToken = () => new Promise((done) => {
  const origin = new URL(data.jiraUrl).origin;
  addEventListener("message", function hear(event) {
    if (event.origin !== origin || event.data.type !== "connect-token") return;
    removeEventListener("message", hear); done(event.data.token);
  });
  parent.postMessage({type: "connect-get-token"}, origin);
});
const base64url = (bytes) => btoa(String.fromCharCode(...bytes))
  .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const send = async (method, url, body, headers = {}) => fetch(url, {
  method, headers: {"Content-Type": "application/json", Accept: "application/json", ...headers},
  body: body && JSON.stringify(body),
});
async function chooseInstance(url) {
  const answer = await send("PUT", "installations",
    {jwt: await jiraToken(), installation: {instance_url: url}});
  if (answer.ok) { parent.postMessage({type: "connect-reload"}, new URL(data.jiraUrl).origin);
    say("Saved. Reload the page."); } else say(labels.not_updated);
}
async function clientId() {
  if (!data.instanceUrl) return oauth.oauth_token_payload.client_id;
  const answer = await fetch(instance + "/-/jira_connect/oauth_application_id");
  if (!answer.ok) throw new Error("application id");
  return (await answer.json()).application_id;
}
async function signIn() {
  let id;
  try { id = await clientId(); } catch {
    say("Failed to load Jira Connect Application ID. Please try again."); return; }
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(48)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const url = new URL(oauth.oauth_authorize_url);
  url.searchParams.set("client_id", id);
  url.searchParams.set("code_challenge", base64url(new Uint8Array(digest)));
  url.searchParams.set("code_challenge_method", "S256");
  open(url, "gitlab", "width=800,height=800");
  addEventListener("message", async function hear(event) {
    if (event.origin !== location.origin || event.data.state !== oauth.state) return;
    removeEventListener("message", hear);
    const answer = await send("POST", instance + oauth.oauth_token_path,
      {...oauth.oauth_token_payload, client_id: id, code: event.data.code, code_verifier: verifier});
    if (!answer.ok) { say("Failed to sign in to GitLab."); return; }
    await showGroups((await answer.json()).access_token);
  });
}
async function showGroups(token) {
  const bearer = {Authorization: "Bearer " + token};
  const answer = await send("GET", instance + data.groupsPath + "&per_page=100", undefined, bearer);
  if (!answer.ok) { say("Failed to load groups. Please try again."); return; }
  add("h2", labels.choose);
  const list = add("ul", "");
  for (const group of await answer.json()) {
    const row = add("li", group.full_name + " ", list), button = add("button", "Link", row);
    button.onclick = async () => {
      const done = await send("POST", api + "/api/v4/integrations/jira_connect/subscriptions",
        {jwt: await jiraToken(), namespace_path: group.full_path}, bearer);
      say(done.ok ? labels.linked : labels.not_linked);
      await showLinked();
    };
  }
}
add("p", "").id = "flash";
add("p", "GitLab instance: " + instance);
const field = add("input", ""); field.id = "instance"; field.value = data.instanceUrl;
add("button", "Save GitLab instance").onclick = () => chooseInstance(field.value || null);
add("button", "Sign in to GitLab").onclick = signIn;
const linked = add("ul", "");
// The instance that was chosen holds the links, so its list is the one to show.
async function showLinked() {
  const answer = await fetch(instance + data.subscriptionsPath + "?jwt=" + await jiraToken());
  if (!answer.ok) { say("Failed to load subscriptions."); return; }
  linked.replaceChildren();
  for (const one of (await answer.json()).subscriptions) {
    const row = add("li", one.group.full_name + " ", linked);
    add("button", "Unlink", row).onclick = async () => {
      const done = await fetch(instance + one.unlink_path + "?jwt=" + await jiraToken(), {method: "DELETE"});
      say(done.ok ? labels.unlinked : labels.not_unlinked);
      await showLinked();
    };
  }
}
showLinked();
"""
